import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import { mayDoWithItem, type ItemOperation } from '@lianshen/contracts/rights';
import type { Acting } from '../delegations/delegations.js';
import { statusOf } from '../views/work-item.model.js';
import type { ItemEvent, ItemState } from './domain/index.js';

/** What a member of staff does to an item, decided on the state that it has then. */
export type DecideItem = (state: ItemState, now: Instant) => Result<readonly ItemEvent[]>;

/** Asked first in every use case, on the state that is decided on or shown. Refused: `identity.not-permitted`. */
export const permitted = (state: ItemState, { roles }: { readonly roles: readonly string[] }, operation: ItemOperation): Result<void> =>
  mayDoWithItem(roles, operation, statusOf(state)) ? ok(undefined) : refuse('identity.not-permitted');

/** The decision of somebody who may have lost their right to it, or been recused, since it was prepared. */
export const whileAllowed = (acting: Acting, operation: ItemOperation, decide: DecideItem): DecideItem => (state, now) => {
  const stillAllowed = permitted(state, acting, operation);
  if (!stillAllowed.ok) return stillAllowed;
  return state.recused.some(({ person }) => person === acting.sub) ? refuse('recusal.recused') : decide(state, now);
};
