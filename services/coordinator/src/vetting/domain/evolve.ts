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
      return withRequest(state, event.data.agency, { overdueAt: at });
    case 'RequestRecalled':
      return withRequest(state, event.data.agency, { status: 'recalled' });
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

function issued(state: CaseState, event: CaseEventOf<'RequestIssued'>): CaseState {
  const request: VettingRequest = { ...event.data, status: 'open', receivedAt: undefined, overdueAt: undefined, verdict: undefined, earlierVerdicts: [] };
  return { ...state, requests: { ...state.requests, [request.agency]: request } };
}

function filed(state: CaseState, event: CaseEventOf<'VerdictFiled'>, at: Instant): CaseState {
  const { agency, version, code, blocking, verdictHash, lateWorkingDays, afterHalt } = event.data;
  const verdict = { version, code, blocking, verdictHash, filedAt: at, lateWorkingDays, afterHalt, category: event.private?.category };
  const before = state.requests[agency];
  const earlierVerdicts = before?.verdict ? [...before.earlierVerdicts, before.verdict.verdictHash] : [];
  return withRequest(state, agency, { verdict, earlierVerdicts, status: 'answered' });
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
