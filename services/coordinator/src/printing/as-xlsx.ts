import writeXlsxFile from 'write-excel-file/node';
import type { PrintedDocument } from './printed-document.js';
import { safeCell } from './safe-cell.js';

const COLUMN_CHARACTERS = 24;

/** The document as a spreadsheet: every cell is text, and none is a formula. */
export async function asXlsx({ title, facts, table, conclusion, signatures, footer }: PrintedDocument): Promise<Buffer> {
  const lines: (readonly string[])[] = [[title], ...facts, [], table.columns, ...table.rows, [], ...conclusion, ...signatures.map((who) => [who, '']), [footer]];
  const width = Math.max(...lines.map(({ length }) => length));
  const bold = new Set<readonly string[]>([lines[0] as readonly string[], table.columns]);
  const cells = lines.map((line) => Array.from({ length: width }, (_, index) => ({ value: safeCell(line[index] ?? ''), type: String, ...(bold.has(line) ? { fontWeight: 'bold' as const } : {}) })));
  return writeXlsxFile(cells, { columns: Array.from({ length: width }, () => ({ width: COLUMN_CHARACTERS })) }).toBuffer();
}
