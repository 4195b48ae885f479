import { z } from 'zod';
import { AgencyId, IsoInstant, RequestId } from '../kernel/index.js';
import { CaseEvent } from './case-event.js';
import { BATCHED_ITEMS_MAX } from './envelope.js';

/** What can happen to a request that the agency's desk wants to know of. */
export const DeskFact = z.enum(['request-issued', 'request-recalled', 'request-overdue', 'verdict-rejected', 'supplement-sent', 'extension-decided', 'request-reminder', 'request-escalated', 'deadline-moved']);
export type DeskFact = z.infer<typeof DeskFact>;

/** One fact for one agency's desk. It has no place for a person, and none for a reason: who flagged is nobody's business. */
export const DeskNotice = z.strictObject({
  agency: AgencyId.describe('whose desk it is for'),
  requestId: RequestId.describe('the request that it is about'),
  fact: DeskFact.describe('what happened'),
  dueAt: IsoInstant.describe('when the answer to the request is due; RFC 3339, UTC'),
  seq: z.int().min(1).describe('number of the ledger commit that the fact follows from'),
  at: IsoInstant.describe('when; RFC 3339, UTC, milliseconds'),
});
export type DeskNotice = z.infer<typeof DeskNotice>;

/** What happened to a case, or what in it waits for a person at the coordinator. It names neither the person nor any agency. */
export const CoordinatorNotice = CaseEvent.extend({
  fact: z.enum([...CaseEvent.shape.fact.options, 'question-asked', 'extension-asked', 'request-declined', 'request-withheld', 'decision-proposed', 'same-person-found', 'held-by-other-case', 'alarm-missing', 'flag-fell', 'read-without-task', 'answer-reminder', 'overdue-escalated', 'overdue-for-leader', 'review-due', 'review-for-head', 'review-for-leader']).describe('what happened, or what waits'),
});
export type CoordinatorNotice = z.infer<typeof CoordinatorNotice>;

/**
 * What desks are told on `notice.<jurisdiction>.desk`, much of it in one message: of requests their agencies, of cases the
 * coordinator. Only the notifier reads it: it is plain text, and it speaks of several agencies.
 */
export const DeskNotices = z.strictObject({
  notices: z.array(DeskNotice).max(BATCHED_ITEMS_MAX).describe('of requests, for the desks of one or several agencies'),
  facts: z.array(CoordinatorNotice).max(BATCHED_ITEMS_MAX).describe("of cases, for the coordinator's desk; that a flag fell, for the auditors', too; that somebody read without a task, for theirs alone; what is for the leader, for the supervising leader's"),
});
export type DeskNotices = z.infer<typeof DeskNotices>;
export const DESK_NOTICES_TYPE = 'lianshen.desk-notices.v1';
