import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { DeclarationEvent } from './declaration-event.js';
import type { DeclarationState } from './declaration-state.js';

export interface LiftRecusal {
  readonly number: number;
  /** The id of who takes it back, and whether as the superior. */
  readonly by: string;
  readonly bySuperior: boolean;
  readonly reason: string;
}

/**
 * Takes a recusal back, as where it was a namesake: the head decides, of the head the superior (rules 3.4). Taken back by
 * the same person already: nothing to do. Refused: `recusal.unknown`, `recusal.lifted`, `recusal.of-oneself`,
 * `recusal.superior-decides`, `recusal.head-decides`.
 */
export function liftRecusal(state: DeclarationState, { number, by, bySuperior, reason }: LiftRecusal): Result<DeclarationEvent[]> {
  const recusal = state.recusals[number - 1];
  if (!recusal) return refuse('recusal.unknown');
  if (recusal.lifted) return recusal.lifted.by === by ? ok([]) : refuse('recusal.lifted');
  if (recusal.person === by) return refuse('recusal.of-oneself');
  if (recusal.isHead !== bySuperior) return refuse(recusal.isHead ? 'recusal.superior-decides' : 'recusal.head-decides');
  return ok([{ type: 'RecusalLifted', data: { number, by }, private: { reason } }]);
}
