import type { ItemState } from './item-state.js';
import { isAuthor } from './submit-answer.js';

/** What waits in an item for a member of staff: the reason why they may have to read of its person. */
export type ItemTask = 'claimed' | 'to-sign' | 'submitted' | 'open';

const TO_ANSWER: readonly ItemState['status'][] = ['open', 'waiting', 'rejected'];

/** Undefined where nothing does: it is answered, declined or recalled. An item in hand is anybody's task, as any of them may have to step in. */
export function openTaskOf(state: ItemState, { sub, roles }: { readonly sub: string; readonly roles: readonly string[] }): ItemTask | undefined {
  if (state.claim?.by === sub) return 'claimed';
  const signs = roles.includes('approver') || roles.includes('agencyHead');
  if (state.submission) return signs && !isAuthor(state.submission, { id: sub }) ? 'to-sign' : 'submitted';
  return TO_ANSWER.includes(state.status) ? 'open' : undefined;
}
