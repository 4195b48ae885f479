import type { ListedCase } from '@lianshen/contracts/api';
import type { CaseRow } from './case-row.model.js';

/** A row as a list over all batches shows it. */
export const listedCaseOf = (row: CaseRow): ListedCase => ({
  caseId: row._id,
  number: row.number,
  batchId: row.batchId,
  row: row.row,
  policy: row.policy,
  status: row.status as ListedCase['status'],
  openFlags: row.openFlags.length,
  late: [...row.overdue],
  withheld: row.withheld,
  openedAt: row.openedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  validUntil: row.validUntil?.toISOString() ?? null,
});
