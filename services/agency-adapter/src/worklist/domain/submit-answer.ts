import type { BundleId } from '@lianshen/contracts/api';
import { ok, refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Signer } from '@lianshen/contracts/messages';
import { claimedBy } from './claim-item.js';
import type { ItemEvent, ProposedAnswer } from './item-event.js';
import { supplementHashesOf, type ItemState, type Submission } from './item-state.js';

export interface SubmitAnswer {
  readonly requestId: RequestId;
  readonly clerk: Signer;
  /** The id of who saved the form. */
  readonly drafter: string;
  readonly answer: ProposedAnswer;
  /** What it is answered together with. */
  readonly bundle?: BundleId;
}

const SUBMISSIONS_MAX = 999;

/**
 * A clerk proposes an answer, and it waits for a second person. Only who has claimed the item can, and not while a
 * question is with the coordinator. The very same proposal that waits already: nothing to do.
 */
export function submitAnswer(state: ItemState, { requestId, clerk, drafter, answer, bundle }: SubmitAnswer): Result<ItemEvent[]> {
  if (state.submission) return isSame(state.submission, clerk, answer) ? ok([]) : refuse('item.submitted');
  const claimed = claimedBy(state, clerk.id);
  if (!claimed.ok) return claimed;
  if (state.status === 'waiting') return refuse('item.waiting');
  // What somebody wrote who is recused since is nobody's answer.
  if (state.recused.some(({ person }) => person === drafter)) return refuse('draft.missing');
  if (state.submissions >= SUBMISSIONS_MAX) return refuse('item.too-many-submissions');
  const submission = state.submissions + 1;
  const data = { requestId, submission, clerk: clerk.id, ...(drafter === clerk.id ? {} : { drafter }), ...(bundle === undefined ? {} : { bundle }), supplementHashes: [...supplementHashesOf(state)] };
  return ok([{ type: 'AnswerSubmitted', data, private: { answer, clerk } }]);
}

const isSame = (submission: Submission, clerk: Signer, answer: ProposedAnswer): boolean =>
  submission.clerk.id === clerk.id && JSON.stringify(submission.answer) === JSON.stringify(answer);

/** The submission of this number, as it waits. Refused as `submission.none`, or `submission.differs` where another waits. */
export function waitingSubmission(state: ItemState, number: number): Result<Submission> {
  if (state.status === 'none') return refuse('item.unknown');
  if (state.status === 'recalled') return refuse('item.recalled');
  if (state.status === 'declined') return refuse('item.declined');
  if (!state.submission) return refuse(state.status === 'answered' ? 'item.answered' : 'submission.none');
  return state.submission.number === number ? ok(state.submission) : refuse('submission.differs');
}

/** Whether this person wrote what waits: its clerk, and whoever filled in the form for them. Neither counts as a second person. */
export const isAuthor = ({ clerk, drafter }: Submission, { id }: Pick<Signer, 'id'>): boolean => clerk.id === id || drafter === id;

/** The clerk takes the proposal back. */
export function withdrawSubmission(state: ItemState, requestId: RequestId, number: number, clerk: Signer): Result<ItemEvent[]> {
  const waiting = waitingSubmission(state, number);
  if (!waiting.ok) return waiting;
  if (waiting.value.clerk.id !== clerk.id) return refuse('submission.of-another');
  return ok([{ type: 'SubmissionWithdrawn', data: { requestId, submission: number } }]);
}

/** A second person sends the proposal back to the clerk, with a reason. Returned by the same one already: nothing to do. */
export function returnAnswer(state: ItemState, requestId: RequestId, number: number, approver: Signer, reason: string): Result<ItemEvent[]> {
  if (state.returned?.submission === number && state.returned.by === approver.id) return ok([]);
  const waiting = waitingSubmission(state, number);
  if (!waiting.ok) return waiting;
  if (isAuthor(waiting.value, approver)) return refuse('approval.four-eyes');
  return ok([{ type: 'AnswerReturned', data: { requestId, submission: number, by: approver.id }, private: { reason } }]);
}
