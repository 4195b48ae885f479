import { toIso } from '@lianshen/contracts/kernel';
import type { CaseEvent as CaseFact } from '@lianshen/contracts/messages';
import type { Commit } from '@lianshen/platform/ledger';
import type { CaseEvent, CaseState } from '../domain/index.js';

/** What of an event everyone else may know: that it happened to a case, and neither to whom nor through whom. */
export function factOfCase({ caseId, batchId }: Pick<CaseState, 'caseId' | 'batchId'>, event: CaseEvent, { seq, at }: Pick<Commit, 'seq' | 'at'>): CaseFact | undefined {
  const fact = nameOf(event);
  return fact && { caseId, batchId, seq, fact, at: toIso(at) };
}

function nameOf({ type }: CaseEvent): CaseFact['fact'] | undefined {
  switch (type) {
    case 'VettingStarted':
      return 'vetting-started';
    case 'CaseHalted':
    case 'ReviewOpened':
      return 'halted';
    case 'CaseCleared':
      return 'cleared';
    case 'RequestOverdue':
      return 'overdue';
    case 'VettingResumed':
      return 'resumed';
    case 'CaseSuspended':
      return 'suspended';
    case 'CaseTerminated':
      return 'terminated';
    case 'CaseWithdrawn':
      return 'withdrawn';
    case 'ConclusionLapsed':
      return 'lapsed';
    case 'AgencyReminded':
    case 'OverdueEscalated':
    case 'ReviewEscalated':
    case 'PauseEnded':
    case 'DeadlineRecounted':
    case 'CaseOpened':
    case 'MoreAsked':
    case 'SupplementSent':
    case 'ExtensionAsked':
    case 'ExtensionDecided':
    case 'RequestDeclined':
    case 'RequestIssued':
    case 'RequestRecalled':
    case 'ReceiptRecorded':
    case 'VerdictFiled':
    case 'VerdictRejected':
    case 'FlagAdded':
    case 'FlagCorrected':
    case 'FlagClosed':
    case 'AdviceConsidered':
    case 'DecisionProposed':
    case 'DecisionConfirmed':
    case 'DecisionRefused':
    case 'RequestWithheld':
    case 'SamePersonFound':
    case 'OtherCaseHolds':
    case 'OtherCaseReleased':
    case 'OtherCaseDisregarded':
    case 'RequestReassigned':
    case 'RequestWaived':
    case 'ReReviewOpened':
    case 'OfficerRecused':
    case 'OfficerReadmitted':
    case 'PutOnAgenda':
      return undefined;
  }
}
