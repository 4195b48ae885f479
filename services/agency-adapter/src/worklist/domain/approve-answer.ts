import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import { behindApproval, type Approver, type Request } from '@lianshen/contracts/messages';
import { compareWithMachine } from './answer-by-machine.js';
import type { ItemEvent } from './item-event.js';
import { supplementHashesOf, type ItemState, type Submission } from './item-state.js';
import { signVerdict, type SignEnvelope } from './sign-verdict.js';
import { isAuthor, waitingSubmission } from './submit-answer.js';

export interface ApproveAnswer {
  readonly request: Request;
  readonly submission: number;
  readonly approver: Approver;
  readonly sign: SignEnvelope;
}

/**
 * A second person signs what a clerk proposed; with the last signature that the request asks for, the verdict is signed
 * in the same commit; where the item was drawn for checking, what the machine would have said is held against it there.
 * Refused: `approval.four-eyes` to the clerk themself, to whoever filled in the form and to who signs in their place, `approval.twice` where
 * somebody's powers would count a second time, `submission.differs` where another proposal
 * than the one that was seen waits, `submission.supplement-came` where the clerk has not read all. Approved by the same
 * person already: nothing to do.
 */
export function approveAnswer(state: ItemState, command: ApproveAnswer, now: Instant): Result<ItemEvent[]> {
  const { request, approver, submission: number } = command;
  if (isDone(state, command)) return ok([]);
  const waiting = waitingSubmission(state, number);
  if (!waiting.ok) return waiting;
  const submission = waiting.value;
  const objection = objectionTo(state, submission, approver);
  if (objection !== undefined) return refuse(objection);
  const { answer } = submission;
  if (!answer || state.requestHash === undefined) return refuse('item.erased');
  const { requestId } = request;
  const approved: ItemEvent = { type: 'AnswerApproved', data: { requestId, submission: number, approver: approver.id }, private: { approver } };
  const approvers = [...submission.approvers, approver];
  if (approvers.length < state.approversMin) return ok([approved]);
  const { requestHash, verdict } = state;
  const { clerk, supplementHashes } = submission;
  const version = (verdict?.version ?? 0) + 1;
  const signed = signVerdict({ request, requestHash, supplementHashes, version, answer: { ...answer, clerk, approvers, mode: 'human' }, sign: command.sign }, now);
  return ok([approved, signed, ...compareWithMachine(state, { requestId, version, code: answer.code, category: answer.category })]);
}

const isDone = ({ submission, signed: last }: ItemState, command: ApproveAnswer): boolean =>
  (last?.submission === command.submission && last.approvers.includes(command.approver.id)) ||
  (submission?.number === command.submission && submission.approvers.some(({ id }) => id === command.approver.id));

function objectionTo(state: ItemState, submission: Submission, approver: Approver): string | undefined {
  const behind = behindApproval(approver);
  if (behind.some((id) => isAuthor(submission, { id }))) return 'approval.four-eyes';
  const earlier = new Set(submission.approvers.flatMap(behindApproval));
  if (behind.some((id) => earlier.has(id))) return 'approval.twice';
  const read = new Set(submission.supplementHashes);
  return supplementHashesOf(state).every((hash) => read.has(hash)) ? undefined : 'submission.supplement-came';
}
