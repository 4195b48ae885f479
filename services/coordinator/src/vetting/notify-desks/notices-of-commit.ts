import { toIso } from '@lianshen/contracts/kernel';
import type { CoordinatorNotice, DeskFact, DeskNotice } from '@lianshen/contracts/messages';
import type { Told } from '@lianshen/contracts/policy';
import type { Commit } from '@lianshen/platform/ledger';
import { findRequest, type CaseEvent, type CaseState } from '../domain/index.js';
import { factOfCase } from '../send-requests/fact-of-case.js';

/** What of a commit the desks of agencies are told: each of its own request alone, without person, verdict or reason. */
export function noticesOfCommit(state: CaseState, events: readonly CaseEvent[], { seq, at }: Pick<Commit, 'seq' | 'at'>): DeskNotice[] {
  const told = events.flatMap((event) => {
    const fact = factOf(event);
    if (!fact || !('requestId' in event.data)) return [];
    const { agency, requestId } = event.data;
    const request = findRequest(state, requestId);
    // What never went to its agency is no news for its desk.
    return request && request.withheld !== 'suspended' ? [{ agency, requestId, fact, dueAt: toIso(request.dueAt), seq, at: toIso(at) }] : [];
  });
  // Two reminders that were due while nothing ran, or that go to two people of one desk, are one notice.
  return [...new Map(told.map((notice) => [`${notice.requestId} ${notice.fact}`, notice])).values()];
}

/** And what the coordinator's own desk is told of cases: each fact once, and not that vetting began, which its officer knows. */
export function factsOfCommit(state: CaseState, events: readonly CaseEvent[], commit: Pick<Commit, 'seq' | 'at'>): CoordinatorNotice[] {
  const facts = events.flatMap((event) => factOfCase(state, event, commit) ?? waitingFact(state, event, commit) ?? []).filter(({ fact }) => fact !== 'vetting-started');
  return [...new Map(facts.map((fact) => [fact.fact, fact])).values()];
}

/** What waits for a person. It goes to the coordinator's desk alone, and not among the facts for everyone. */
function waitingFact({ caseId, batchId }: CaseState, event: CaseEvent, { seq, at }: Pick<Commit, 'seq' | 'at'>): CoordinatorNotice | undefined {
  const fact = WAITING[event.type] ?? escalatedFact(event);
  return fact && { caseId, batchId, seq, fact, at: toIso(at) };
}

const WAITING: Partial<Record<CaseEvent['type'], CoordinatorNotice['fact']>> = {
  MoreAsked: 'question-asked',
  ExtensionAsked: 'extension-asked',
  RequestDeclined: 'request-declined',
  RequestWithheld: 'request-withheld',
  DecisionProposed: 'decision-proposed',
  SamePersonFound: 'same-person-found',
  OtherCaseHolds: 'held-by-other-case',
  FlagCorrected: 'flag-fell',
  FlagClosed: 'flag-fell',
};

/** What has climbed a ladder beyond the agency. */
function escalatedFact({ type, data }: CaseEvent): CoordinatorNotice['fact'] | undefined {
  if (type === 'AgencyReminded') return data.tell === 'coordinator' ? 'answer-reminder' : undefined;
  if (type === 'OverdueEscalated') return OVERDUE[data.tell];
  return type === 'ReviewEscalated' ? REVIEW[data.tell] : undefined;
}

const OVERDUE: Readonly<Record<Told, CoordinatorNotice['fact'] | undefined>> = { clerk: undefined, head: undefined, coordinator: 'overdue-escalated', 'supervising-leader': 'overdue-for-leader' };
const REVIEW: Readonly<Record<Told, CoordinatorNotice['fact']>> = { clerk: 'review-due', coordinator: 'review-due', head: 'review-for-head', 'supervising-leader': 'review-for-leader' };

/** Of reminders and rungs those that its own people are told. */
const ownFact = (tell: Told): DeskFact | undefined => (tell === 'clerk' ? 'request-reminder' : tell === 'head' ? 'request-escalated' : undefined);

function factOf({ type, data }: CaseEvent): DeskFact | undefined {
  switch (type) {
    case 'AgencyReminded':
      return ownFact(data.tell) && 'request-reminder';
    case 'OverdueEscalated':
      return ownFact(data.tell);
    case 'PauseEnded':
    case 'DeadlineRecounted':
      return 'deadline-moved';
    case 'ReviewEscalated':
      return undefined;
    case 'RequestIssued':
      return 'request-issued';
    case 'RequestWithheld':
    case 'RequestRecalled':
    case 'RequestReassigned':
    case 'RequestWaived':
      return 'request-recalled';
    case 'RequestOverdue':
      return 'request-overdue';
    case 'VerdictRejected':
      return 'verdict-rejected';
    case 'SupplementSent':
      return 'supplement-sent';
    case 'ExtensionDecided':
      return 'extension-decided';
    case 'CaseOpened':
    case 'MoreAsked':
    case 'ExtensionAsked':
    case 'RequestDeclined':
    case 'VettingStarted':
    case 'ReceiptRecorded':
    case 'VerdictFiled':
    case 'CaseHalted':
    case 'FlagAdded':
    case 'FlagCorrected':
    case 'FlagClosed':
    case 'AdviceConsidered':
    case 'DecisionProposed':
    case 'DecisionConfirmed':
    case 'DecisionRefused':
    case 'VettingResumed':
    case 'SamePersonFound':
    case 'OtherCaseHolds':
    case 'OtherCaseReleased':
    case 'OtherCaseDisregarded':
    case 'CaseSuspended':
    case 'CaseTerminated':
    case 'CaseWithdrawn':
    case 'CaseCleared':
    case 'ConclusionLapsed':
    case 'ReReviewOpened':
    case 'OfficerRecused':
    case 'OfficerReadmitted':
    case 'ReviewOpened':
    case 'PutOnAgenda':
      return undefined;
  }
}
