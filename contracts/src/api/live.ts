import { z } from 'zod';
import { BatchId, CaseId } from '../kernel/index.js';

/** The data of one server-sent event `changed`: that something in a case is new. What it is, whoever may know it reads. */
export const CaseChanged = z.strictObject({
  caseId: CaseId,
  batchId: BatchId,
  seq: z.int().min(1).describe('of the newest commit of the case: what is shown of it up to here is not stale'),
});
export type CaseChanged = z.infer<typeof CaseChanged>;
