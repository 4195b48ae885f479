import { z } from 'zod';
import { BatchId, CaseId, IsoInstant } from '../kernel/index.js';

/**
 * A fact of a case on `case.<jurisdiction>.event`, for integrators. It names neither the
 * person nor any agency: who flagged is known to the coordinator alone.
 */
export const CaseEvent = z.strictObject({
  caseId: CaseId,
  batchId: BatchId,
  seq: z.int().min(1).describe('number of the ledger commit that the fact follows from'),
  fact: z.enum(['vetting-started', 'overdue', 'halted', 'resumed', 'suspended', 'terminated', 'withdrawn', 'cleared', 'lapsed']).describe('what happened'),
  at: IsoInstant.describe('when; RFC 3339, UTC, milliseconds'),
});
export type CaseEvent = z.infer<typeof CaseEvent>;
export const CASE_EVENT_TYPE = 'lianshen.case.v1';
