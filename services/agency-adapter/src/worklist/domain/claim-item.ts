import { ok, refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Signer } from '@lianshen/contracts/messages';
import type { ItemEvent } from './item-event.js';
import type { ItemState, ItemStatus } from './item-state.js';

const CLOSED: Partial<Record<ItemStatus, string>> = {
  none: 'item.unknown', recalled: 'item.recalled', declined: 'item.declined', answered: 'item.answered',
};

/** Why nobody can work on the item now, or undefined: what is filed or rejected can be corrected. */
export const closedCode = ({ status }: ItemState): string | undefined => CLOSED[status];

/**
 * A clerk takes the item to work on it, also from somebody who is absent. Taken by the same one already: nothing to do.
 * @param absent ids of those who are.
 */
export function claimItem(state: ItemState, requestId: RequestId, clerk: Signer, absent: ReadonlySet<string>): Result<ItemEvent[]> {
  const closed = closedCode(state);
  if (closed !== undefined) return refuse(closed);
  if (state.claim?.by === clerk.id) return ok([]);
  if (state.claim && !(absent.has(state.claim.by) && !state.submission)) return refuse('item.claimed');
  return ok([{ type: 'ItemClaimed', data: { requestId, by: clerk.id }, private: { name: clerk.name } }]);
}

/**
 * The head gives the item to a clerk, from whoever has it: also as the substitute of somebody who is recused or absent.
 * Theirs already: nothing to do. Refused as `item.submitted` while an answer waits for approval, `assignee.recused`.
 */
export function assignItem(state: ItemState, requestId: RequestId, to: Signer, by: string): Result<ItemEvent[]> {
  const closed = closedCode(state);
  if (closed !== undefined) return refuse(closed);
  if (state.recused.some(({ person }) => person === to.id)) return refuse('assignee.recused');
  if (state.claim?.by === to.id) return ok([]);
  if (state.submission) return refuse('item.submitted');
  return ok([{ type: 'ItemAssigned', data: { requestId, to: to.id, by }, private: { name: to.name } }]);
}

/** Its owner gives it back, or the head of the agency takes it from them. Free already: nothing to do. */
export function releaseItem(state: ItemState, requestId: RequestId, person: Signer, isHead: boolean): Result<ItemEvent[]> {
  if (state.status === 'none') return refuse('item.unknown');
  if (!state.claim) return ok([]);
  if (state.claim.by !== person.id && !isHead) return refuse('item.claimed');
  return ok([{ type: 'ItemReleased', data: { requestId, by: person.id } }]);
}

/** Whether this person may change what the item is about to say: only who has claimed it. */
export function claimedBy(state: ItemState, clerk: string): Result<void> {
  const closed = closedCode(state);
  if (closed !== undefined) return refuse(closed);
  if (!state.claim) return refuse('item.not-claimed');
  return state.claim.by === clerk ? ok(undefined) : refuse('item.claimed');
}
