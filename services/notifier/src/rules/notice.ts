import type { NoticeFact } from '@lianshen/contracts/api';
import type { BatchId, CaseId, Instant, PartyId, RequestId } from '@lianshen/contracts/kernel';

/** A fact for one desk. There is no field for a person, a verdict or a reason, so none can slip through. */
export interface Notice {
  /** Of the fact and the desk: the same fact again is the same notice. */
  readonly id: string;
  readonly desk: PartyId;
  readonly fact: NoticeFact;
  readonly requestId: RequestId | null;
  readonly caseId: CaseId | null;
  readonly batchId: BatchId | null;
  readonly dueAt: Instant | null;
  readonly at: Instant;
}
