import type { TaskKind } from '@lianshen/contracts/api';
import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseState } from './case-state.js';
import { isPending, requestsOf } from './case-state.js';
import { isConsidered, readyToClear, shareValidUntil } from './clear-case.js';
import { adviceOf } from './consider-advice.js';
import { heldBy } from './held-by.js';
import { sharesOf } from './shares.js';
import type { VettingRequest } from './vetting-request.js';

const DAY_MS = 86_400_000;
/** So long before a joint conclusion lapses somebody is told to think of asking again. */
const RENEW_BEFORE_MS = 14 * DAY_MS;

/** Something that waits in a case for somebody at the coordinator. */
export interface WaitingTask {
  readonly kind: TaskKind;
  readonly agency?: AgencyId;
  /** Number of the decision, and who proposed it: they are not the one to confirm it. */
  readonly decision?: number;
  readonly by?: string;
  /** When it is due; of what has no such time since when it waits. */
  readonly dueAt: Instant;
  /** From when on it is shown, where that is later than now. */
  readonly from?: Instant;
}

/** Everything that waits in the case, however many at a time. */
export function waitingTasksOf(state: CaseState, policy: Policy): readonly WaitingTask[] {
  return [...ofStatus(state, policy), ...state.decisions.filter(({ status }) => status === 'open').map(({ number, proposedBy, proposedAt }) => ({ kind: 'confirm-decision' as const, decision: number, by: proposedBy, dueAt: proposedAt }))];
}

function ofStatus(state: CaseState, policy: Policy): readonly WaitingTask[] {
  switch (state.status) {
    case 'screening':
      return [{ kind: 'start-vetting', dueAt: state.openedAt }];
    case 'vetting':
      return ofVetting(state, policy);
    case 'halted':
    case 'suspended':
      return [{ kind: 'adjudicate', dueAt: state.reviewAt ?? state.openedAt }];
    case 'lapsed':
      return [{ kind: 're-vet', dueAt: state.validUntil ?? state.openedAt }];
    case 'cleared':
      return state.validUntil === undefined ? [] : [{ kind: 'renew-soon', dueAt: state.validUntil, from: state.validUntil - RENEW_BEFORE_MS }];
    case 'none':
    case 'terminated':
    case 'withdrawn':
      return [];
  }
}

function ofVetting(state: CaseState, policy: Policy): WaitingTask[] {
  const advice = adviceOf(state).filter((verdict) => !isConsidered(state, verdict));
  const holds = heldBy(state);
  return [
    ...requestsOf(state).flatMap(ofRequest),
    ...(advice.length > 0 ? [{ kind: 'consider-advice' as const, dueAt: Math.min(...advice.map(({ filedAt }) => filedAt)) }] : []),
    ...(holds.length > 0 ? [{ kind: 'release-hold' as const, dueAt: Math.min(...holds.map(({ foundAt }) => foundAt)) }] : []),
    ...(readyToClear(state) ? [{ kind: 'conclude' as const, dueAt: Math.min(...sharesOf(state).flatMap((share) => shareValidUntil(share, policy) ?? [])) }] : []),
  ];
}

function ofRequest(request: VettingRequest): WaitingTask[] {
  const { agency, status, dueAt, waiting, extensions, overdueAt } = request;
  if (status === 'declined') return [{ kind: 'replace-declined', agency, dueAt }];
  if (status === 'withheld') return [{ kind: 'release-withheld', agency, dueAt }];
  if (!isPending(request)) return [];
  return [
    ...(waiting === undefined ? [] : [{ kind: 'answer-question' as const, agency, dueAt: waiting.until ?? dueAt }]),
    ...(extensions.some(({ decision }) => decision === undefined) ? [{ kind: 'decide-extension' as const, agency, dueAt }] : []),
    ...(overdueAt === undefined ? [] : [{ kind: 'chase-overdue' as const, agency, dueAt }]),
  ];
}
