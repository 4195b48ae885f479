import { refuse, type Result } from '@lianshen/contracts/kernel';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';
import type { Table } from './table.js';
import { TABLE_LIMITS, type TableLimits } from './table-limits.js';

/** Every zip with content, so every .xlsx, begins with a local file header. */
const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Compound file (MS-CFB): an .xls of before 2007, and also an .xlsx that is protected by a password. */
const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * Reads a spreadsheet or a csv into rows of cells. What the file is follows from its first bytes, and only for text
 * from its name. Nothing in it is evaluated.
 *
 * Refused: `tabular.empty`, `tabular.file-too-large`, `tabular.old-or-encrypted` (.xls or a password),
 * `tabular.encrypted`, `tabular.not-xlsx` (named so and is not, or another kind of zip), `tabular.unknown-type`,
 * `tabular.damaged`, `tabular.zip-bomb`, `tabular.too-many-rows`, `tabular.too-many-columns`,
 * `tabular.too-many-cells`, `tabular.undecodable`, `tabular.not-text`, `tabular.csv-quotes`.
 *
 * @param bytes the whole file. @param fileName its name with extension; no path is opened.
 */
export async function readTable(bytes: Buffer, fileName: string, limits: TableLimits = TABLE_LIMITS): Promise<Result<Table>> {
  if (bytes.length === 0) return refuse('tabular.empty');
  if (bytes.length > limits.fileBytesMax) return refuse('tabular.file-too-large', { maxBytes: limits.fileBytesMax });
  const magic = bytes.subarray(0, 4);
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (magic.equals(OLE_MAGIC)) return refuse('tabular.old-or-encrypted');
  const table = magic.equals(ZIP_MAGIC) ? await readXlsx(bytes, limits) : readTextFile(bytes, extension, limits);
  if (table.ok && table.value.sheets.every(({ rows }) => rows.length === 0)) return refuse('tabular.empty');
  return table;
}

function readTextFile(bytes: Buffer, extension: string, limits: TableLimits): Result<Table> {
  if (['xlsx', 'xlsm', 'xls', 'et'].includes(extension)) return refuse('tabular.not-xlsx');
  if (!['csv', 'txt', 'tsv', ''].includes(extension)) return refuse('tabular.unknown-type');
  return readCsv(bytes, limits);
}
