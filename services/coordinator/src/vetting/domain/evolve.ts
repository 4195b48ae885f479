import type { CaseId, Instant } from '@lianshen/contracts/kernel';
import { firstReviewStep } from '@lianshen/contracts/reminders';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import type { CaseState, OtherCase } from './case-state.js';
import type { Decision } from './decision.js';
import { asked, extensionAsked, extensionDecided, filed, issued, overdue, pauseEnded, recalled, recounted, reminded, supplemented, withRequest } from './evolve-request.js';
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
      return { ...state, status: 'vetting', reviewAt: undefined, nextReview: undefined, recallAt: undefined, validUntil: undefined, endedAt: undefined };
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
    case 'AgencyReminded':
    case 'OverdueEscalated':
      return reminded(state, event);
    case 'PauseEnded':
      return pauseEnded(state, event);
    case 'DeadlineRecounted':
      return recounted(state, event, at);
    case 'ReviewEscalated':
      return { ...state, nextReview: event.data.next };
    case 'MoreAsked':
      return asked(state, event, at);
    case 'SupplementSent':
      return supplemented(state, event, at);
    case 'ExtensionAsked':
      return extensionAsked(state, event, at);
    case 'ExtensionDecided':
      return extensionDecided(state, event, at);
    case 'RequestDeclined': {
      const { requestId, kind } = event.data;
      return withRequest(state, requestId, { status: 'declined', waiting: undefined, declined: { kind, at, reason: event.private?.text } });
    }
    case 'RequestRecalled':
      return recalled(state, event.data.requestId, at);
    case 'RequestReassigned':
      return withRequest(state, event.data.requestId, { status: 'reassigned', reassignedTo: event.data.to, waiting: undefined });
    case 'RequestWaived':
      return withRequest(state, event.data.requestId, { status: 'waived', waiting: undefined });
    case 'CaseHalted':
    case 'ReviewOpened':
      return { ...inReview(state, event.data.reviewAt), status: 'halted', recallAt: event.data.recallAt, endedAt: at, validUntil: undefined };
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
      return { ...inReview(state, event.data.reviewAt), status: 'suspended', endedAt: at };
    case 'CaseTerminated':
      return { ...state, status: 'terminated', reviewAt: undefined, nextReview: undefined, endedAt: at };
    case 'CaseWithdrawn':
      return { ...state, status: 'withdrawn', reviewAt: undefined, nextReview: undefined, recallAt: event.data.recallAt, validUntil: undefined, endedAt: at };
    case 'CaseCleared':
      return { ...state, status: 'cleared', validUntil: event.data.validUntil, endedAt: at, conclusions: event.data.version ?? 1, concludedBy: event.data.by };
    case 'ReReviewOpened':
      return withRequest(state, event.data.requestId, { questioned: event.data.version });
    case 'OfficerRecused':
      return withoutOfficer(state, event.data.person);
    case 'OfficerReadmitted':
      return { ...state, recused: state.recused.filter((person) => person !== event.data.person) };
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

const inReview = (state: CaseState, reviewAt: Instant): CaseState => ({ ...state, reviewAt, nextReview: firstReviewStep(reviewAt) });

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
