import { canonicalJson, ok, refuse, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { addWorkingMinutes, workingMinutesBetween, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { CaseEvent } from './case-event.js';
import { isPaused, type CaseState } from './case-state.js';
import type { CountedDue } from './counted-due.js';
import { planAnew } from './reminder-plan.js';
import { countsByTheClock, rulesFor } from './request-rules.js';
import { supplementEnvelope } from './supplement-envelope.js';
import type { VettingRequest } from './vetting-request.js';

export interface SendSupplement {
  readonly agency: AgencyId;
  /** Which question it answers. */
  readonly question: number;
  readonly text: string;
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
  /** 128 random bits, base64url. */
  readonly nonce: string;
  /** SHA-256 of a text's UTF-8 bytes, base64url. */
  readonly sha256: (text: string) => string;
}

/**
 * Answers an agency's question. Its clock runs on from here: the due time moves by the working time that the question
 * was open, at most by the longest pause. The same answer again: nothing to do. Refused: `request.unknown`, `supplement.sent` where the question was
 * answered otherwise, `request.not-waiting`.
 */
export function sendSupplement(state: CaseState, command: SendSupplement, now: Instant): Result<CaseEvent[]> {
  const { agency, question, text, policy, calendar, nonce, sha256 } = command;
  const request = state.requests[agency];
  if (!request) return refuse('request.unknown');
  const sent = request.supplements.find((each) => each.question === question);
  if (sent) return sent.text === text ? ok([]) : refuse('supplement.sent');
  if (request.status !== 'open' || request.waiting?.question !== question) return refuse('request.not-waiting');
  const due = dueAfterPause(request, now, policy, calendar);
  const supplement = { number: request.supplements.length + 1, nonce, sentAt: now, dueAt: due.dueAt, deadlineVersion: request.deadlineVersion + (isPaused(request) ? 1 : 0) };
  const supplementHash = sha256(canonicalJson(supplementEnvelope(request, { ...supplement, text })));
  const { requestId } = request;
  // After the longest pause its clock runs already, with a due time and a plan of its own.
  const anew = isPaused(request) ? planAnew(request, due.dueAt, now, policy, calendar) : {};
  return ok([{ type: 'SupplementSent', data: { agency, requestId, question, ...supplement, provisional: due.provisional, supplementHash, ...anew }, private: { text } }]);
}

/** The due time, moved by the pause up to its longest: working time for a limit in working days, the clock for one in minutes. */
export function dueAfterPause(request: VettingRequest, now: Instant, policy: Policy, calendar: WorkingCalendar): CountedDue {
  const { answersFor, dueAt, provisional, counting, waiting } = request;
  if (!waiting || !isPaused(request)) return { dueAt, provisional, counting };
  const { since } = waiting;
  const until = Math.min(now, waiting.until ?? now);
  if (countsByTheClock(rulesFor(policy, answersFor))) return { dueAt: dueAt + Math.max(0, until - since), provisional, counting };
  const moved = addWorkingMinutes(dueAt, workingMinutesBetween(since, until, calendar), calendar);
  return { dueAt: moved.dueAt, provisional: provisional || moved.provisional, counting };
}
