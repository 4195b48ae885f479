import { invariant, type CaseId, type Instant, type RequestId } from '@lianshen/contracts/kernel';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import { findRequest, type CaseState, type OtherCase, type VettingRequest } from './case-state.js';
import type { Decision } from './decision.js';
import { withoutOfficer } from './without-officer.js';

const REJECTED_KEPT = 20;

/** Folds one event. Pure, and total over the events: a new one does not compile until it has its branch. */
export function evolve(state: CaseState, event: CaseEvent, at: Instant): CaseState {
  switch (event.type) {
    case 'CaseOpened':
      return opened(state, event, at);
    case 'VettingStarted':
      return { ...state, status: 'vetting' };
    case 'VettingResumed':
      return { ...state, status: 'vetting', reviewAt: undefined, recallAt: undefined, validUntil: undefined, endedAt: undefined };
    case 'RequestIssued':
      return issued(state, event);
    case 'RequestWithheld':
      return withRequest(state, event.data.requestId, { status: 'withheld', withheld: event.data.because, waiting: undefined });
    case 'ReceiptRecorded':
      return withRequest(state, event.data.requestId, { receivedAt: at });
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
      const { requestId, kind } = event.data;
      return withRequest(state, requestId, { status: 'declined', waiting: undefined, declined: { kind, at, reason: event.private?.text } });
    }
    case 'RequestRecalled':
      return withRequest(state, event.data.requestId, { status: 'recalled', waiting: undefined });
    case 'RequestReassigned':
      return withRequest(state, event.data.requestId, { status: 'reassigned', reassignedTo: event.data.to, waiting: undefined });
    case 'RequestWaived':
      return withRequest(state, event.data.requestId, { status: 'waived', waiting: undefined });
    case 'CaseHalted':
      return { ...state, status: 'halted', reviewAt: event.data.reviewAt, recallAt: event.data.recallAt, endedAt: at, validUntil: undefined };
    // That a flag stands follows from the verdicts; these say it to whoever reads the record.
    case 'FlagAdded':
    case 'FlagCorrected':
      return state;
    case 'FlagClosed':
      return withRequest(state, event.data.requestId, { flagClosed: event.data.verdictHash });
    case 'AdviceConsidered': {
      const { verdictHashes, by } = event.data;
      const considered = verdictHashes.map((verdictHash) => ({ verdictHash, by, at, text: event.private?.text }));
      return { ...state, considered: [...state.considered, ...considered] };
    }
    case 'DecisionProposed':
      return proposed(state, event, at);
    case 'DecisionConfirmed':
      return withDecision(state, event.data.number, { status: 'confirmed', decidedBy: event.data.by, decidedAt: at });
    case 'DecisionRefused':
      return withDecision(state, event.data.number, { status: 'refused', decidedBy: event.data.by, decidedAt: at, refusal: event.private?.reason });
    case 'SamePersonFound': {
      const { otherCaseId: caseId, otherSeq: seq } = event.data;
      return { ...state, otherCases: [...state.otherCases, { caseId, seq, foundAt: at, holds: false, disregarded: false }] };
    }
    case 'OtherCaseHolds':
      return withOtherCase(state, event.data.otherCaseId, { seq: event.data.otherSeq, holds: true, disregarded: false });
    case 'OtherCaseReleased':
      return withOtherCase(state, event.data.otherCaseId, { seq: event.data.otherSeq, holds: false });
    case 'OtherCaseDisregarded':
      return withOtherCase(state, event.data.otherCaseId, { disregarded: true });
    case 'CaseSuspended':
      return { ...state, status: 'suspended', reviewAt: event.data.reviewAt, endedAt: at };
    case 'CaseTerminated':
      return { ...state, status: 'terminated', reviewAt: undefined, endedAt: at };
    case 'CaseWithdrawn':
      return { ...state, status: 'withdrawn', reviewAt: undefined, recallAt: event.data.recallAt, validUntil: undefined, endedAt: at };
    case 'CaseCleared':
      return { ...state, status: 'cleared', validUntil: event.data.validUntil, endedAt: at, conclusions: event.data.version ?? 1, concludedBy: event.data.by };
    case 'ReReviewOpened':
      return withRequest(state, event.data.requestId, { questioned: event.data.version });
    case 'OfficerRecused':
      return withoutOfficer(state, event.data.person);
    case 'OfficerReadmitted':
      return { ...state, recused: state.recused.filter((person) => person !== event.data.person) };
    case 'ReviewOpened':
      return { ...state, status: 'halted', reviewAt: event.data.reviewAt, recallAt: event.data.recallAt, endedAt: at, validUntil: undefined };
    case 'ConclusionLapsed':
      return { ...state, status: 'lapsed', endedAt: at };
    case 'PutOnAgenda':
      return { ...state, agenda: event.data };
  }
}

function opened(state: CaseState, event: CaseEventOf<'CaseOpened'>, at: Instant): CaseState {
  const { batchId, row, policyHash, conclusion } = event.data;
  return { ...state, status: 'screening', batchId, row, policyHash, conclusion, candidate: event.private?.candidate, openedAt: at };
}

const NOTHING_YET = {
  status: 'open',
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

function issued(state: CaseState, event: CaseEventOf<'RequestIssued'>): CaseState {
  const { agency, dueAt, deadlineVersion, answersFor = [agency], movedFrom = [] } = event.data;
  const before = state.requests[agency];
  const order = Object.keys(state.requests).length + state.earlierRequests.length + 1;
  const request: VettingRequest = { ...event.data, ...NOTHING_YET, answersFor, movedFrom, order, firstDeadline: { dueAt, deadlineVersion } };
  return {
    ...state,
    requests: { ...state.requests, [agency]: request },
    earlierRequests: before ? [...state.earlierRequests, before] : state.earlierRequests,
  };
}

function filed(state: CaseState, event: CaseEventOf<'VerdictFiled'>, at: Instant): CaseState {
  const { requestId, version, code, blocking, verdictHash, lateWorkingDays, afterHalt, signedAt = at } = event.data;
  const filing = state.filings + 1;
  const verdict = { version, code, blocking, verdictHash, filedAt: at, signedAt, filing, lateWorkingDays, afterHalt, category: event.private?.category };
  const before = findRequest(state, requestId);
  const earlierVerdicts = before?.verdict ? [...before.earlierVerdicts, before.verdict.verdictHash] : [];
  return { ...withRequest(state, requestId, { verdict, earlierVerdicts, status: 'answered', waiting: undefined }), filings: filing };
}

function overdue(state: CaseState, { data }: CaseEventOf<'RequestOverdue'>, at: Instant): CaseState {
  const { requestId, deadlineVersion } = data;
  return withRequest(state, requestId, { overdueAt: at, overdue: [...(findRequest(state, requestId)?.overdue ?? []), { deadlineVersion, at }] });
}

function asked(state: CaseState, { data, private: said }: CaseEventOf<'MoreAsked'>, at: Instant): CaseState {
  const { requestId, number } = data;
  // A further question before the first was answered does not start the pause anew.
  const since = findRequest(state, requestId)?.waiting?.since ?? at;
  return withRequest(state, requestId, { questions: number, waiting: { question: number, since, text: said?.text } });
}

function supplemented(state: CaseState, { data, private: secret }: CaseEventOf<'SupplementSent'>): CaseState {
  const { requestId, number, question, nonce, sentAt, dueAt, provisional, deadlineVersion, supplementHash } = data;
  const supplement = { number, question, nonce, sentAt, dueAt, deadlineVersion, supplementHash, text: secret?.text };
  const supplements = [...(findRequest(state, requestId)?.supplements ?? []), supplement];
  return withRequest(state, requestId, { supplements, waiting: undefined, dueAt, provisional, deadlineVersion, overdueAt: undefined });
}

function extensionAsked(state: CaseState, { data, private: said }: CaseEventOf<'ExtensionAsked'>, at: Instant): CaseState {
  const { requestId, number, until } = data;
  const extension = { number, until, askedAt: at, reason: said?.text, decision: undefined };
  return withRequest(state, requestId, { extensions: [...(findRequest(state, requestId)?.extensions ?? []), extension] });
}

function extensionDecided(state: CaseState, { data }: CaseEventOf<'ExtensionDecided'>, at: Instant): CaseState {
  const { requestId, number, grantedUntil, deadlineVersion, gives = 0 } = data;
  const { extensions = [], waiting } = findRequest(state, requestId) ?? {};
  const decided = { extensions: extensions.map((each) => (each.number === number ? { ...each, decision: { grantedUntil, deadlineVersion, gives } } : each)) };
  if (grantedUntil === null || deadlineVersion === undefined) return withRequest(state, requestId, decided);
  // The new due time takes in what has passed of a pause until now.
  const paused = waiting && { ...waiting, since: at };
  return withRequest(state, requestId, { ...decided, waiting: paused, dueAt: grantedUntil, provisional: false, deadlineVersion, overdueAt: undefined });
}

function proposed(state: CaseState, { data, private: why }: CaseEventOf<'DecisionProposed'>, at: Instant): CaseState {
  const { number, action, by } = data;
  const decision: Decision = { number, action, proposedBy: by, proposedAt: at, status: 'open', decidedBy: undefined, decidedAt: undefined, why, refusal: undefined };
  return { ...state, decisions: [...state.decisions, decision] };
}

const withDecision = (state: CaseState, number: number, change: Partial<Decision>): CaseState => ({
  ...state,
  decisions: state.decisions.map((each) => (each.number === number ? { ...each, ...change } : each)),
});

const withOtherCase = (state: CaseState, caseId: CaseId, change: Partial<OtherCase>): CaseState => ({
  ...state,
  otherCases: state.otherCases.map((each) => (each.caseId === caseId ? { ...each, ...change } : each)),
});

function withRequest(state: CaseState, requestId: RequestId, change: Partial<VettingRequest>): CaseState {
  const request = findRequest(state, requestId);
  invariant(request, 'case: an event of a request that was never issued');
  const { agency } = request;
  if (state.requests[agency] === request) return { ...state, requests: { ...state.requests, [agency]: { ...request, ...change } } };
  return { ...state, earlierRequests: state.earlierRequests.map((each) => (each === request ? { ...each, ...change } : each)) };
}
