import { invariant, type Instant, type RequestId } from '@lianshen/contracts/kernel';
import type { ReminderStep } from '@lianshen/contracts/reminders';
import type { CaseEventOf } from './case-event.js';
import { findRequest, isPaused, type CaseState } from './case-state.js';
import type { VettingRequest } from './vetting-request.js';

// How the events of a request are folded into its case; `evolve` says which.

const NOTHING_YET = {
  status: 'open',
  mark: undefined,
  pauses: [],
  grantedUntil: undefined,
  moved: undefined,
  ranUntil: undefined,
  withheld: undefined,
  reassignedTo: undefined,
  receivedAt: undefined,
  overdueAt: undefined,
  overdue: [],
  waiting: undefined,
  questions: 0,
  supplements: [],
  extensions: [],
  declined: undefined,
  verdict: undefined,
  flagClosed: undefined,
  questioned: 0,
  earlierVerdicts: [],
} as const;

export function issued(state: CaseState, event: CaseEventOf<'RequestIssued'>): CaseState {
  const { agency, dueAt, deadlineVersion, provisional, issuedAt, answersFor = [agency], movedFrom = [], plan = [] } = event.data;
  const before = state.requests[agency];
  const order = Object.keys(state.requests).length + state.earlierRequests.length + 1;
  const request: VettingRequest = { ...event.data, ...NOTHING_YET, answersFor, movedFrom, order, plan, worked: { at: issuedAt, minutes: 0 }, firstDeadline: { dueAt, provisional, deadlineVersion } };
  return {
    ...state,
    requests: { ...state.requests, [agency]: request },
    earlierRequests: before ? [...state.earlierRequests, before] : state.earlierRequests,
  };
}

export function filed(state: CaseState, event: CaseEventOf<'VerdictFiled'>, at: Instant): CaseState {
  const { requestId, version, code, blocking, verdictHash, lateWorkingDays, afterHalt, signedAt = at } = event.data;
  const filing = state.filings + 1;
  const verdict = { version, code, blocking, verdictHash, filedAt: at, signedAt, filing, lateWorkingDays, afterHalt, category: event.private?.category };
  const before = findRequest(state, requestId);
  const earlierVerdicts = before?.verdict ? [...before.earlierVerdicts, before.verdict.verdictHash] : [];
  return { ...withRequest(state, requestId, { verdict, earlierVerdicts, status: 'answered', waiting: undefined }), filings: filing };
}

export function overdue(state: CaseState, { data }: CaseEventOf<'RequestOverdue'>, at: Instant): CaseState {
  const { requestId, deadlineVersion } = data;
  return withRequest(state, requestId, { overdueAt: at, overdue: [...(findRequest(state, requestId)?.overdue ?? []), { deadlineVersion, at }] });
}

/** What was sent is taken off the plan: it comes in the order of the plan, and each step once. */
export function reminded(state: CaseState, { data: { requestId, step, mark } }: CaseEventOf<'AgencyReminded' | 'OverdueEscalated'>): CaseState {
  const request = findRequest(state, requestId);
  return withRequest(state, requestId, { plan: request?.plan.filter((each) => each.step !== step) ?? [], mark: mark ?? request?.mark });
}

export function asked(state: CaseState, { data, private: said }: CaseEventOf<'MoreAsked'>, at: Instant): CaseState {
  const { requestId, number, until } = data;
  // A further question before the first was answered does not start the pause anew, and starts none where the longest is over.
  const { since, until: bound, endedAt } = findRequest(state, requestId)?.waiting ?? { since: at, until, endedAt: undefined };
  return withRequest(state, requestId, { questions: number, waiting: { question: number, since, until: bound, endedAt, text: said?.text } });
}

export function supplemented(state: CaseState, { data, private: secret }: CaseEventOf<'SupplementSent'>, at: Instant): CaseState {
  const { requestId, number, question, nonce, sentAt, dueAt, provisional, deadlineVersion, supplementHash } = data;
  const { supplements = [], waiting } = findRequest(state, requestId) ?? {};
  const supplement = { number, question, nonce, sentAt, dueAt, deadlineVersion, supplementHash, text: secret?.text };
  const change = { supplements: [...supplements, supplement], waiting: undefined, dueAt, provisional, deadlineVersion };
  // After the longest pause its clock runs already, and the due time stays as it is.
  if (waiting?.endedAt !== undefined) return withRequest(state, requestId, change);
  return withRequest(state, requestId, { ...change, ...runningOn(state, data, at), ...withPause(state, requestId, sentAt) });
}

/** However late it was noticed: the clock has run on from the end of the pause. */
export function pauseEnded(state: CaseState, { data }: CaseEventOf<'PauseEnded'>): CaseState {
  const { requestId, endedAt, dueAt, provisional, deadlineVersion } = data;
  const { waiting, dueAt: formerDueAt = dueAt } = findRequest(state, requestId) ?? {};
  const moved = { because: 'pause-ended', dueAt, formerDueAt, provisional, deadlineVersion } as const;
  return withRequest(state, requestId, { ...runningOn(state, data, endedAt), ...withPause(state, requestId, endedAt), waiting: waiting && { ...waiting, endedAt }, dueAt, provisional, deadlineVersion, moved });
}

export function recounted(state: CaseState, { data }: CaseEventOf<'DeadlineRecounted'>, at: Instant): CaseState {
  const { requestId, dueAt, formerDueAt, provisional, deadlineVersion } = data;
  const moved = { because: 'recounted', dueAt, formerDueAt, provisional, deadlineVersion } as const;
  return withRequest(state, requestId, { ...runningOn(state, data, at), dueAt, provisional, deadlineVersion, moved });
}

/** A new due time: its plan takes the place of the one before, and no mark of that one counts. */
const runningOn = (state: CaseState, { requestId, plan = [], worked }: { readonly requestId: RequestId; readonly plan?: readonly ReminderStep[] | undefined; readonly worked?: number | undefined }, at: Instant): Partial<VettingRequest> => ({
  plan,
  mark: undefined,
  overdueAt: undefined,
  worked: worked === undefined ? (findRequest(state, requestId)?.worked ?? { at, minutes: 0 }) : { at, minutes: worked },
});

function withPause(state: CaseState, requestId: RequestId, until: Instant): Partial<VettingRequest> {
  const { pauses = [], waiting } = findRequest(state, requestId) ?? {};
  return waiting ? { pauses: [...pauses, { since: waiting.since, until }] } : {};
}

/** What it had run stays known: a case that is resumed starts what is left. */
export function recalled(state: CaseState, requestId: RequestId, at: Instant): CaseState {
  const request = findRequest(state, requestId);
  const ranUntil = request && isPaused(request) ? request.waiting?.since : at;
  return withRequest(state, requestId, { status: 'recalled', waiting: undefined, ranUntil });
}

export function extensionAsked(state: CaseState, { data, private: said }: CaseEventOf<'ExtensionAsked'>, at: Instant): CaseState {
  const { requestId, number, until } = data;
  const extension = { number, until, askedAt: at, reason: said?.text, decision: undefined };
  return withRequest(state, requestId, { extensions: [...(findRequest(state, requestId)?.extensions ?? []), extension] });
}

export function extensionDecided(state: CaseState, { data }: CaseEventOf<'ExtensionDecided'>, at: Instant): CaseState {
  const { requestId, number, grantedUntil, deadlineVersion, gives = 0 } = data;
  const { extensions = [], waiting } = findRequest(state, requestId) ?? {};
  const decided = { extensions: extensions.map((each) => (each.number === number ? { ...each, decision: { grantedUntil, deadlineVersion, gives } } : each)) };
  if (grantedUntil === null || deadlineVersion === undefined) return withRequest(state, requestId, decided);
  // The new due time takes in what has passed of a pause until now.
  const paused = waiting && (waiting.endedAt === undefined ? { ...waiting, since: Math.min(at, waiting.until ?? at) } : waiting);
  return withRequest(state, requestId, { ...decided, ...runningOn(state, data, at), pauses: [], grantedUntil, waiting: paused, dueAt: grantedUntil, provisional: false, deadlineVersion });
}

export function withRequest(state: CaseState, requestId: RequestId, change: Partial<VettingRequest>): CaseState {
  const request = findRequest(state, requestId);
  invariant(request, 'case: an event of a request that was never issued');
  const { agency } = request;
  if (state.requests[agency] === request) return { ...state, requests: { ...state.requests, [agency]: { ...request, ...change } } };
  return { ...state, earlierRequests: state.earlierRequests.map((each) => (each === request ? { ...each, ...change } : each)) };
}
