import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.js';
import { sniffDelimiter } from './sniff-delimiter.js';
import type { Table, TableRow } from './table.js';
import type { TableLimits } from './table-limits.js';

/** One record of 200 columns of the longest text that a spreadsheet cell holds (32,767 characters). */
const RECORD_CHARACTERS_MAX = 200 * 32_767;

interface Parsed {
  readonly record: string[];
  /** `lines` is the physical line on which the record ends. */
  readonly info: { readonly lines: number };
}

/**
 * Reads a csv (RFC 4180, with comma, tab or semicolon) as one sheet named `csv`; every cell is text or null.
 * Refused: `tabular.undecodable`, `tabular.not-text`, `tabular.csv-quotes` (a quote is never closed, with the line),
 * `tabular.too-many-rows`, `tabular.too-many-columns`.
 */
export function readCsv(bytes: Buffer, limits: TableLimits): Result<Table> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const text = decoded.value.replace(/\r\n?/g, '\n');
  const records = parseRecords(text, limits);
  if (!records.ok) return records;
  const rows = toRows(records.value);
  const lastRow = rows.length;
  if (lastRow > limits.rowsMax) return refuse('tabular.too-many-rows', { max: limits.rowsMax });
  if (rows.some(({ cells }) => cells.length > limits.columnsMax)) {
    return refuse('tabular.too-many-columns', { max: limits.columnsMax });
  }
  return ok({ sheets: [{ name: 'csv', rows }] });
}

function parseRecords(text: string, limits: TableLimits): Result<Parsed[]> {
  let lastRecordEnds = 0;
  try {
    const records = parse(text, {
      on_record: (record, { lines }) => {
        lastRecordEnds = lines;
        return record;
      },
      delimiter: sniffDelimiter(text),
      record_delimiter: '\n',
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: RECORD_CHARACTERS_MAX,
      // Empty lines are records too, and are cheap; files end with thousands of them.
      to: limits.rowsMax * 10,
    }) as unknown as Parsed[];
    return ok(records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse('tabular.csv-quotes', { line: lastRecordEnds + 1 });
  }
}

function toRows(records: readonly Parsed[]): TableRow[] {
  let begins = 1;
  return records.flatMap(({ record, info }) => {
    const row = begins;
    begins = info.lines + 1;
    const cells = withoutEmptyEnd(record.map((text) => (text === '' ? null : text)));
    return cells.length === 0 ? [] : [{ row, cells, filledDown: [] }];
  });
}

/** Spreadsheets pad every line to the widest one. */
function withoutEmptyEnd(cells: (string | null)[]): (string | null)[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
}
