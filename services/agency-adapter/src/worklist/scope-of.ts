import type { RequestId } from '@lianshen/contracts/kernel';
import type { Scoped } from '../delegations/delegation-state.js';
import type { ItemState } from './domain/index.js';

/** The item as far as the scope of a delegation goes. */
export const scopeOf = (requestId: RequestId, { batch, recused }: ItemState): Scoped => ({ requestId, batch, recused: new Set(recused.map(({ person }) => person)) });
