import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { mayDoWithItem, type ItemOperation } from '@lianshen/contracts/rights';
import { statusOf } from '../views/work-item.model.js';
import type { ItemState } from './domain/index.js';

/** Asked first in every use case, on the state that is decided on or shown. Refused: `identity.not-permitted`. */
export const permitted = (state: ItemState, { roles }: { readonly roles: readonly string[] }, operation: ItemOperation): Result<void> =>
  mayDoWithItem(roles, operation, statusOf(state)) ? ok(undefined) : refuse('identity.not-permitted');
