import { z } from 'zod';
import { BatchId, CaseId, IsoInstant } from '../kernel/index.js';

/**
 * A fact of a case on `case.<jurisdiction>.event`, for the notifier and integrators. It names neither the
 * person nor any agency: who flagged is known to the coordinator alone.
 */
export const CaseEvent = z.strictObject({
  caseId: CaseId,
  batchId: BatchId,
  seq: z.int().min(1).describe('of the ledger commit that it follows from'),
  fact: z.enum(['vetting-started', 'overdue', 'halted', 'cleared']),
  at: IsoInstant,
});
export type CaseEvent = z.infer<typeof CaseEvent>;
export const CASE_EVENT_TYPE = 'lianshen.case.v1';
