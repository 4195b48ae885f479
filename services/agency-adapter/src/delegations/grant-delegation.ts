import type { DelegatedRole, DelegationGround, DelegationScope, StaffRef } from '@lianshen/contracts/api';
import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { DelegationEvent } from './delegation-event.js';
import type { DelegationState } from './delegation-state.js';

const DAY_MS = 86_400_000;
/** As for a hold: longer than three months it takes a new decision. */
const PERIOD_DAYS_MAX = 92;
const NUMBER_MAX = 99_999;

export interface GrantDelegation {
  readonly of: StaffRef;
  readonly to: StaffRef | undefined;
  readonly role: DelegatedRole | undefined;
  readonly ground: DelegationGround;
  readonly scope: DelegationScope;
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: string;
  readonly by: string;
  /** Whether the superior grants it: of the head's own powers, or that the head is absent. */
  readonly bySuperior: boolean;
}

/**
 * Records an absence, or lets somebody act in another's place. The head grants what is theirs or their staff's; what the
 * head cannot decide about themself, because they are recused or absent, the superior does. Refused: `delegation.period`,
 * `delegation.to-oneself`, `delegation.superior-decides`, `delegation.head-decides`, `delegation.too-many`.
 */
export function grantDelegation(state: DelegationState, command: GrantDelegation, now: Instant): Result<DelegationEvent[]> {
  const objection = objectionTo(command, now);
  if (objection !== undefined) return refuse(objection);
  const number = state.length + 1;
  if (number > NUMBER_MAX) return refuse('delegation.too-many');
  const { of, to, role, ground, scope, from, until, by, bySuperior, reason } = command;
  const data = { number, of: of.id, ...(to && role ? { to: to.id, role } : {}), ground, scope, from, until, by, bySuperior };
  return ok([{ type: 'DelegationGranted', data, private: { ofName: of.name, ...(to ? { toName: to.name } : {}), reason } }]);
}

function objectionTo({ of, to, role, ground, from, until, by, bySuperior }: GrantDelegation, now: Instant): string | undefined {
  if (until <= from || until <= now || until - from > PERIOD_DAYS_MAX * DAY_MS) return 'delegation.period';
  if (to && (to.id === of.id || to.id === by)) return 'delegation.to-oneself';
  if (bySuperior) return role === 'approver' ? 'delegation.head-decides' : undefined;
  // Whose powers to lead they are can be no other than who lends them; and who is recused does not choose their judge.
  if (role === 'agencyHead' && of.id !== by) return 'delegation.superior-decides';
  return ground === 'recusal' && of.id === by ? 'delegation.superior-decides' : undefined;
}

/**
 * Ends one before its time. Ended by the same person already: nothing to do. Refused: `delegation.unknown`,
 * `delegation.ended`, `delegation.superior-decides` where the superior has granted it, and the other way round.
 */
export function endDelegation(state: DelegationState, { number, by, bySuperior, reason }: { readonly number: number; readonly by: string; readonly bySuperior: boolean; readonly reason: string }): Result<DelegationEvent[]> {
  const delegation = state[number - 1];
  if (!delegation) return refuse('delegation.unknown');
  if (delegation.ended) return delegation.ended.by === by ? ok([]) : refuse('delegation.ended');
  if (delegation.bySuperior !== bySuperior) return refuse(delegation.bySuperior ? 'delegation.superior-decides' : 'delegation.head-decides');
  return ok([{ type: 'DelegationEnded', data: { number, by }, private: { reason } }]);
}
