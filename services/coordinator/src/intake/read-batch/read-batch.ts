import { ok, type Result } from '@lianshen/contracts/kernel';
import type { Table, TableRow } from '@lianshen/platform/tabular';
import type { BatchCandidate, BatchRead, RefusedRow, RowFault, SkippedRow } from './batch-rows.js';
import { findList } from './find-list.js';
import { faultOf, readRow, type RowContext } from './read-row.js';
import { kindOfRow } from './row-kind.js';

export interface ReadBatchOptions {
  /** `YYYY-MM-DD` in China: the day on which the list is read. */
  readonly today: string;
}

/**
 * Reads the candidates out of a table that a personnel office keeps for people, not for programs.
 *
 * Good rows become candidates; a bad row is refused with every fault it has and holds no other row back. The same
 * identity number again is refused on the later row, also when the earlier row was refused for something else: until
 * a person has looked, nobody knows which of the two is meant.
 *
 * Refused as a whole: see findList.
 *
 * @param table of readTable. @returns candidates, refused and skipped rows, each in the order of the sheet.
 */
export function readBatch(table: Table, { today }: ReadBatchOptions): Result<BatchRead> {
  const list = findList(table);
  if (!list.ok) return list;
  const { sheet, header } = list.value;
  const context: RowContext = { sheet, today, columns: header.columns };
  const candidates: BatchCandidate[] = [];
  const refused: RefusedRow[] = [];
  const skipped: SkippedRow[] = [];
  const firstRows = new Map<string, number>();
  for (const row of header.rows) {
    const why = kindOfRow(row, header.columns);
    if (why === 'blank') continue;
    if (why !== undefined) {
      skipped.push({ sheet, row: row.row, why });
      continue;
    }
    const { name, identity, candidate, faults } = readRow(row, context);
    const repeated = identity && repeatFault(row, context, identity.number, firstRows);
    const [first, ...others] = repeated === undefined ? faults : [repeated, ...faults];
    if (first !== undefined) refused.push({ sheet, row: row.row, candidate: name, ...first, faults: [first, ...others] });
    else if (candidate !== undefined) candidates.push(candidate);
  }
  return ok({ candidates, refused, skipped });
}

/** Remembers the row on which a number stands first. */
function repeatFault(
  { row, cells }: TableRow,
  { sheet, columns }: RowContext,
  number: string,
  firstRows: Map<string, number>,
): RowFault | undefined {
  const earlier = firstRows.get(number);
  if (earlier !== undefined) {
    return faultOf('identityNumber', cells[columns.get('identityNumber') ?? -1] ?? null, 'person.repeated', { sheet, row: earlier });
  }
  firstRows.set(number, row);
  return undefined;
}
