import { toIso } from '@lianshen/contracts/kernel';
import type { CaseEvent as CaseFact, DeskFact, DeskNotice } from '@lianshen/contracts/messages';
import type { Commit } from '@lianshen/platform/ledger';
import type { CaseEvent, CaseState } from '../domain/index.js';
import { factOfCase } from '../send-requests/fact-of-case.js';

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

/** And what the coordinator's own desk is told of cases: each fact once, and not that vetting began, which its officer knows. */
export function factsOfCommit(state: CaseState, events: readonly CaseEvent[], commit: Pick<Commit, 'seq' | 'at'>): CaseFact[] {
  const facts = events.flatMap((event) => factOfCase(state, event, commit) ?? []).filter(({ fact }) => fact !== 'vetting-started');
  return [...new Map(facts.map((fact) => [fact.fact, fact])).values()];
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
    case 'MoreAsked':
    case 'SupplementSent':
    case 'ExtensionAsked':
    case 'ExtensionDecided':
    case 'RequestDeclined':
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
