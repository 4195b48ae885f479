import type { CaseEvent } from '../case-event.js';
import type { ToAgency } from './simulated-messages.js';

/** What an agency is sent for an event. @param withheld requests that the same commit keeps from their agencies. */
export function messageOf(event: CaseEvent, withheld: ReadonlySet<string>): ToAgency | undefined {
  switch (event.type) {
    case 'RequestIssued':
      return withheld.has(event.data.requestId) ? undefined : { to: 'agency', kind: 'request', agency: event.data.agency, requestId: event.data.requestId, requestHash: event.data.requestHash, dueAt: event.data.dueAt };
    case 'RequestWithheld':
    case 'RequestRecalled':
    case 'RequestReassigned':
    case 'RequestWaived':
      return { to: 'agency', kind: 'recall', agency: event.data.agency, requestId: event.data.requestId };
    case 'VerdictFiled':
      return { to: 'agency', kind: 'filed', agency: event.data.agency, requestId: event.data.requestId, hash: event.data.verdictHash };
    case 'VerdictRejected':
      return { to: 'agency', kind: 'rejected', agency: event.data.agency, requestId: event.data.requestId, hash: event.data.verdictHash };
    case 'SupplementSent':
      return { to: 'agency', kind: 'supplement', agency: event.data.agency, requestId: event.data.requestId, number: event.data.number, hash: event.data.supplementHash };
    case 'ExtensionDecided':
      return { to: 'agency', kind: 'decided', agency: event.data.agency, requestId: event.data.requestId, number: event.data.number };
    // No agency of the simulation acts by its due time.
    case 'PauseEnded':
    case 'DeadlineRecounted':
    case 'AgencyReminded':
    case 'OverdueEscalated':
    case 'ReviewEscalated':
    case 'SamePersonFound':
    case 'OtherCaseHolds':
    case 'OtherCaseReleased':
    case 'OtherCaseDisregarded':
    case 'MoreAsked':
    case 'ExtensionAsked':
    case 'RequestDeclined':
    case 'CaseOpened':
    case 'VettingStarted':
    case 'ReceiptRecorded':
    case 'RequestOverdue':
    case 'CaseHalted':
    case 'FlagAdded':
    case 'FlagCorrected':
    case 'FlagClosed':
    case 'AdviceConsidered':
    case 'DecisionProposed':
    case 'DecisionConfirmed':
    case 'DecisionRefused':
    case 'VettingResumed':
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
