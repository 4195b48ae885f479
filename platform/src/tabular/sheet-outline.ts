import { attributeOf, MalformedXml, type XmlTag, xmlTags } from './xml-tags.js';

/** A merged range; rows are 1-based as shown, columns 0-based. */
export interface MergedRange {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly column: number;
}

/** How far a sheet reaches, known before any cell is read. */
export interface SheetOutline {
  /** The last row that holds a value; formatted but empty rows below it do not count. */
  readonly lastRow: number;
  readonly lastColumn: number;
  readonly cells: number;
  readonly merged: readonly MergedRange[];
  /** Cells whose formula failed: the reading library gives them as empty. */
  readonly errors: readonly ErrorCell[];
}

export interface ErrorCell {
  /** 1-based as shown. */
  readonly row: number;
  /** 0-based. */
  readonly column: number;
  /** `#N/A` and the like. */
  readonly text: string;
}

/** ECMA-376: a worksheet has at most 2^20 rows and 2^14 columns. */
const ROWS_OF_A_SHEET = 1_048_576;
const COLUMNS_OF_A_SHEET = 16_384;
const MERGED_MAX = 50_000;

/**
 * Reads how far a worksheet reaches and which of its cells are merged (ECMA-376 part 1, 18.3.1.4, .55, .73).
 * @param xml the bytes of `xl/worksheets/sheetN.xml`.
 * @throws MalformedXml where references are not what a spreadsheet writes.
 */
export function outlineOf(xml: Buffer): SheetOutline {
  const text = xml.toString('latin1');
  const outline = { lastRow: 0, lastColumn: 0, cells: 0, merged: [] as MergedRange[], errors: [] as ErrorCell[] };
  let at: Position = { row: 0, column: 0, failed: false };
  for (const tag of xmlTags(text)) {
    if (tag.closing) continue;
    if (tag.name === 'row') at = { row: rowNumber(attributeOf(tag, 'r') ?? String(at.row + 1)), column: 0, failed: false };
    else if (tag.name === 'c') {
      at = positionOf(tag, at);
      outline.cells += 1;
    } else if (tag.name === 'v' || tag.name === 'is') {
      outline.lastRow = Math.max(outline.lastRow, at.row);
      outline.lastColumn = Math.max(outline.lastColumn, at.column);
      if (at.failed) outline.errors.push({ row: at.row, column: at.column - 1, text: textBehind(text, tag) });
    } else if (tag.name === 'mergeCell') {
      if (outline.merged.length >= MERGED_MAX) throw new MalformedXml('more merged ranges than a list can have');
      outline.merged.push(mergedRange(attributeOf(tag, 'ref') ?? ''));
    }
  }
  return outline;
}

/** Where the walk stands; 1-based, column 0 before a row's first cell. */
interface Position {
  readonly row: number;
  readonly column: number;
  /** The cell is of type `e`: its value is an error's text (ECMA-376 part 1, 18.18.11). */
  readonly failed: boolean;
}

function positionOf(cell: XmlTag, before: Position): Position {
  const reference = attributeOf(cell, 'r');
  const at = reference === undefined ? { row: before.row, column: before.column + 1 } : cellPosition(reference);
  return { ...at, failed: attributeOf(cell, 't') === 'e' };
}

const textBehind = (xml: string, { endsAt }: XmlTag): string => xml.slice(endsAt, Math.min(xml.indexOf('<', endsAt), endsAt + 20));

function rowNumber(text: string): number {
  const row = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (row < 1 || row > ROWS_OF_A_SHEET) throw new MalformedXml('a row number outside of a sheet');
  return row;
}

/** @returns 1-based row and column of a reference such as `AB12`. */
function cellPosition(reference: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  if (column < 1 || column > COLUMNS_OF_A_SHEET) throw new MalformedXml('a column outside of a sheet');
  return { row: rowNumber(digits), column };
}

function mergedRange(reference: string): MergedRange {
  const [first = '', last = first] = reference.split(':');
  const [from, to] = [cellPosition(first), cellPosition(last)];
  return { firstRow: from.row, lastRow: to.row, column: from.column - 1 };
}
