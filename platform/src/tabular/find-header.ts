import { headerWord } from './cell-text.js';
import type { Sheet, TableRow } from './table.js';

/** A column of a list: the words that may stand over it, as headerWord leaves them. */
export interface ColumnSpec<Key extends string> {
  readonly key: Key;
  /** The first is the one that people are told. */
  readonly words: readonly [string, ...string[]];
  readonly required: boolean;
}

export interface Header<Key extends string> {
  /** 1-based row of the header's last line. */
  readonly row: number;
  /** 0-based column by key. */
  readonly columns: ReadonlyMap<Key, number>;
  /** Required columns that are not there. */
  readonly missing: readonly ColumnSpec<Key>[];
  /** Columns over which one key's words stand more than once and that all hold data. */
  readonly twice: readonly ColumnSpec<Key>[];
  /** The rows below the header. */
  readonly rows: readonly TableRow[];
}

/** Titles, notes and stamps above a list are few. */
const ROWS_LOOKED_AT = 60;

/**
 * Finds the row of a sheet that names the most columns of a list, wherever it stands and in whatever order. A header
 * of two lines (a group's name above, its parts below) counts as one when together they name more.
 * @returns undefined when no row names at least two columns.
 */
export function findHeader<Key extends string>(sheet: Sheet, specs: readonly ColumnSpec<Key>[]): Header<Key> | undefined {
  const keys = new Map(specs.flatMap(({ key, words }) => words.map((word) => [word, key] as const)));
  let best: { at: number; lines: number; found: Map<Key, number[]> } | undefined;
  for (let at = 0; at < Math.min(sheet.rows.length, ROWS_LOOKED_AT); at += 1) {
    const upper = namesIn(sheet.rows[at], keys);
    const lower = namesIn(sheet.rows[at + 1], keys);
    const both = new Map([...upper, ...lower]);
    const twoLines = upper.size > 0 && lower.size > 0 && both.size > Math.max(upper.size, lower.size);
    const found = twoLines ? both : upper;
    if (found.size >= 2 && found.size > (best?.found.size ?? 0)) best = { at, lines: twoLines ? 2 : 1, found };
  }
  if (best === undefined) return undefined;
  const rows = sheet.rows.slice(best.at + best.lines);
  return { row: sheet.rows[best.at + best.lines - 1]?.row ?? 0, rows, ...chooseColumns(best.found, specs, rows) };
}

/**
 * Says whether a row repeats the header, as lists that are printed on several pages do.
 * @param anchor the column that must hold its own header word: data may look like header words (a reason that reads
 * 事由), but not in the column that says whose row it is, so no person's row is taken for a header.
 */
export function isHeaderRow<Key extends string>(
  row: TableRow,
  columns: ReadonlyMap<Key, number>,
  specs: readonly ColumnSpec<Key>[],
  anchor: Key,
): boolean {
  const named = specs.filter(({ key, words }) => {
    const column = columns.get(key);
    return column !== undefined && words.includes(headerWord(row.cells[column]));
  });
  return named.some(({ key }) => key === anchor) && named.length >= 2 && named.length * 2 >= columns.size;
}

function namesIn<Key>(row: TableRow | undefined, keys: ReadonlyMap<string, Key>): Map<Key, number[]> {
  const found = new Map<Key, number[]>();
  row?.cells.forEach((cell, column) => {
    const key = typeof cell === 'string' ? keys.get(headerWord(cell)) : undefined;
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), column]);
  });
  return found;
}

function chooseColumns<Key extends string>(
  found: ReadonlyMap<Key, readonly number[]>,
  specs: readonly ColumnSpec<Key>[],
  rows: readonly TableRow[],
): Pick<Header<Key>, 'columns' | 'missing' | 'twice'> {
  const holdsData = (column: number): boolean => rows.some(({ cells }) => (cells[column] ?? null) !== null);
  const columns = new Map<Key, number>();
  const twice: ColumnSpec<Key>[] = [];
  for (const spec of specs) {
    const candidates = found.get(spec.key) ?? [];
    const used = candidates.filter(holdsData);
    const column = used[0] ?? candidates[0];
    if (column !== undefined) columns.set(spec.key, column);
    if (used.length > 1) twice.push(spec);
  }
  return { columns, twice, missing: specs.filter(({ key, required }) => required && !columns.has(key)) };
}
