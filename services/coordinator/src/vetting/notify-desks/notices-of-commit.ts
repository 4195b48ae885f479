import { toIso } from '@lianshen/contracts/kernel';
import type { DeskFact, DeskNotice } from '@lianshen/contracts/messages';
import type { Commit } from '@lianshen/platform/ledger';
import type { CaseEvent, CaseState } from '../domain/index.js';

/** What of a commit the desks of agencies are told: each of its own request alone, without person, verdict or reason. */
export function noticesOfCommit(state: CaseState, events: readonly CaseEvent[], { seq, at }: Pick<Commit, 'seq' | 'at'>): DeskNotice[] {
  return events.flatMap((event) => {
    const fact = factOf(event);
    if (!fact || !('requestId' in event.data)) return [];
    const { agency, requestId } = event.data;
    const request = state.requests[agency];
    return request ? [{ agency, requestId, fact, dueAt: toIso(request.dueAt), seq, at: toIso(at) }] : [];
  });
}

function factOf({ type }: CaseEvent): DeskFact | undefined {
  switch (type) {
    case 'RequestIssued':
      return 'request-issued';
    case 'RequestRecalled':
      return 'request-recalled';
    case 'RequestOverdue':
      return 'request-overdue';
    case 'VerdictRejected':
      return 'verdict-rejected';
    case 'CaseOpened':
    case 'VettingStarted':
    case 'ReceiptRecorded':
    case 'VerdictFiled':
    case 'CaseHalted':
    case 'FlagAdded':
    case 'FlagCorrected':
    case 'CaseCleared':
      return undefined;
  }
}
