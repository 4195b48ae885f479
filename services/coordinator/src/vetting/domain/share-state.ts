import type { CellState } from '@lianshen/contracts/api';
import type { AgencyId } from '@lianshen/contracts/kernel';
import type { CaseState } from './case-state.js';
import { isPaused } from './case-state.js';
import { hasOpenFlag, sharesOf, type Share } from './shares.js';
import type { VettingRequest } from './vetting-request.js';

/** How each share of the case stands, by the agency of the policy; of who was never asked there is none. */
export function shareStatesOf(state: CaseState): Readonly<Record<AgencyId, CellState>> {
  const isSealed = state.status === 'withdrawn';
  return Object.fromEntries(sharesOf(state).map((share) => [share.of, stateOf(share, isSealed)]));
}

function stateOf({ newest, standing }: Share, isSealed: boolean): CellState {
  switch (newest.status) {
    case 'open':
      return openState(newest);
    case 'withheld':
    case 'declined':
    case 'waived':
      return newest.status;
    case 'answered':
    case 'recalled':
    case 'reassigned':
      if (standing.verdict === undefined) return 'recalled';
      return isSealed ? 'sealed' : verdictState(standing);
  }
}

function openState(request: VettingRequest): CellState {
  if (isPaused(request)) return 'waiting';
  if (request.extensions.some(({ decision }) => decision === undefined)) return 'extension-asked';
  if (request.overdueAt !== undefined) return 'overdue';
  return request.receivedAt === undefined ? 'sent' : 'received';
}

function verdictState(request: VettingRequest): CellState {
  const { verdict } = request;
  if (verdict === undefined || verdict.code === 'CLEAR') return 'clear';
  if (!verdict.blocking) return 'advice';
  return hasOpenFlag(request) ? 'flag' : 'flag-closed';
}
