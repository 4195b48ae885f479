import { invariant, type AgencyId, type Instant } from '@lianshen/contracts/kernel';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import type { CaseState, VettingRequest } from './case-state.js';

const REJECTED_KEPT = 20;

/** Folds one event. Pure, and total over the events: a new one does not compile until it has its branch. */
export function evolve(state: CaseState, event: CaseEvent, at: Instant): CaseState {
  switch (event.type) {
    case 'CaseOpened':
      return opened(state, event, at);
    case 'VettingStarted':
      return { ...state, status: 'vetting' };
    case 'RequestIssued':
      return issued(state, event);
    case 'ReceiptRecorded':
      return withRequest(state, event.data.agency, { receivedAt: at });
    case 'VerdictFiled':
      return filed(state, event, at);
    case 'VerdictRejected': {
      const { verdictHash, code } = event.data;
      return { ...state, rejected: [...state.rejected, { verdictHash, code }].slice(-REJECTED_KEPT) };
    }
    case 'RequestOverdue':
      return overdue(state, event, at);
    case 'MoreAsked':
      return asked(state, event, at);
    case 'SupplementSent':
      return supplemented(state, event);
    case 'ExtensionAsked':
      return extensionAsked(state, event, at);
    case 'ExtensionDecided':
      return extensionDecided(state, event, at);
    case 'RequestDeclined': {
      const { agency, kind } = event.data;
      return withRequest(state, agency, { status: 'declined', waiting: undefined, declined: { kind, at, reason: event.private?.text } });
    }
    case 'RequestRecalled':
      return withRequest(state, event.data.agency, { status: 'recalled', waiting: undefined });
    case 'CaseHalted':
      return { ...withFlag(state, event.data.agency), status: 'halted', haltReviewAt: event.data.reviewAt, endedAt: at, validUntil: undefined };
    case 'FlagAdded':
      return withFlag(state, event.data.agency);
    case 'FlagCorrected':
      return { ...state, openFlags: state.openFlags.filter((agency) => agency !== event.data.agency) };
    case 'CaseCleared':
      return { ...state, status: 'cleared', validUntil: event.data.validUntil, endedAt: at };
  }
}

function opened(state: CaseState, event: CaseEventOf<'CaseOpened'>, at: Instant): CaseState {
  const { batchId, row, policyHash, conclusion } = event.data;
  return { ...state, status: 'screening', batchId, row, policyHash, conclusion, candidate: event.private?.candidate, openedAt: at };
}

const NOTHING_YET = {
  status: 'open',
  receivedAt: undefined,
  overdueAt: undefined,
  overdue: [],
  waiting: undefined,
  questions: 0,
  supplements: [],
  extensions: [],
  declined: undefined,
  verdict: undefined,
  earlierVerdicts: [],
} as const;

function issued(state: CaseState, event: CaseEventOf<'RequestIssued'>): CaseState {
  const { dueAt, deadlineVersion } = event.data;
  const request: VettingRequest = { ...event.data, ...NOTHING_YET, firstDeadline: { dueAt, deadlineVersion } };
  return { ...state, requests: { ...state.requests, [request.agency]: request } };
}

function filed(state: CaseState, event: CaseEventOf<'VerdictFiled'>, at: Instant): CaseState {
  const { agency, version, code, blocking, verdictHash, lateWorkingDays, afterHalt } = event.data;
  const verdict = { version, code, blocking, verdictHash, filedAt: at, lateWorkingDays, afterHalt, category: event.private?.category };
  const before = state.requests[agency];
  const earlierVerdicts = before?.verdict ? [...before.earlierVerdicts, before.verdict.verdictHash] : [];
  return withRequest(state, agency, { verdict, earlierVerdicts, status: 'answered', waiting: undefined });
}

function overdue(state: CaseState, { data }: CaseEventOf<'RequestOverdue'>, at: Instant): CaseState {
  const { agency, deadlineVersion } = data;
  return withRequest(state, agency, { overdueAt: at, overdue: [...(state.requests[agency]?.overdue ?? []), { deadlineVersion, at }] });
}

function asked(state: CaseState, { data, private: said }: CaseEventOf<'MoreAsked'>, at: Instant): CaseState {
  const { agency, number } = data;
  // A further question before the first was answered does not start the pause anew.
  const since = state.requests[agency]?.waiting?.since ?? at;
  return withRequest(state, agency, { questions: number, waiting: { question: number, since, text: said?.text } });
}

function supplemented(state: CaseState, { data, private: secret }: CaseEventOf<'SupplementSent'>): CaseState {
  const { agency, number, question, nonce, sentAt, dueAt, provisional, deadlineVersion, supplementHash } = data;
  const supplement = { number, question, nonce, sentAt, dueAt, deadlineVersion, supplementHash, text: secret?.text };
  const supplements = [...(state.requests[agency]?.supplements ?? []), supplement];
  return withRequest(state, agency, { supplements, waiting: undefined, dueAt, provisional, deadlineVersion, overdueAt: undefined });
}

function extensionAsked(state: CaseState, { data, private: said }: CaseEventOf<'ExtensionAsked'>, at: Instant): CaseState {
  const { agency, number, until } = data;
  const extension = { number, until, askedAt: at, reason: said?.text, decision: undefined };
  return withRequest(state, agency, { extensions: [...(state.requests[agency]?.extensions ?? []), extension] });
}

function extensionDecided(state: CaseState, { data }: CaseEventOf<'ExtensionDecided'>, at: Instant): CaseState {
  const { agency, number, grantedUntil, deadlineVersion } = data;
  const { extensions = [], waiting } = state.requests[agency] ?? {};
  const decided = { extensions: extensions.map((each) => (each.number === number ? { ...each, decision: { grantedUntil, deadlineVersion } } : each)) };
  if (grantedUntil === null || deadlineVersion === undefined) return withRequest(state, agency, decided);
  // The new due time takes in what has passed of a pause until now.
  const paused = waiting && { ...waiting, since: at };
  return withRequest(state, agency, { ...decided, waiting: paused, dueAt: grantedUntil, provisional: false, deadlineVersion, overdueAt: undefined });
}

function withRequest(state: CaseState, agency: AgencyId, change: Partial<VettingRequest>): CaseState {
  const request = state.requests[agency];
  invariant(request, 'case: an event of a request that was never issued');
  return { ...state, requests: { ...state.requests, [agency]: { ...request, ...change } } };
}

const withFlag = (state: CaseState, agency: AgencyId): CaseState => ({
  ...state,
  openFlags: state.openFlags.includes(agency) ? state.openFlags : [...state.openFlags, agency],
});
