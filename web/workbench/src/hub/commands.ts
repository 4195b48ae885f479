import { useCommand, type HubProblem } from '@lianshen/web-kit/api';
import { dataOf, hub, type WorkItem } from './hub.js';

/** Of which item, under which key, and from which version the person decided. */
interface Decision {
  readonly requestId: string;
  readonly key: string;
  readonly etag: string;
}

const from = ({ requestId, key, etag }: Decision) => ({ path: { requestId }, header: { 'Idempotency-Key': key, 'If-Match': etag } });
const unseen = ({ requestId, key }: Decision) => ({ path: { requestId }, header: { 'Idempotency-Key': key } });

/** What a person can do with an item. */
export type ItemWish =
  | { readonly does: 'claim' | 'release' | 'submit' }
  | { readonly does: 'approve' | 'withdraw'; readonly submission: number }
  | { readonly does: 'return'; readonly submission: number; readonly reason: string }
  | { readonly does: 'needMore'; readonly question: string }
  | { readonly does: 'extension'; readonly until: string; readonly reason: string }
  | { readonly does: 'outOfScope' | 'recuse'; readonly reason: string }
  | { readonly does: 'assign'; readonly id: string; readonly name: string }
  | { readonly does: 'recuseStaff'; readonly id: string; readonly name: string; readonly reason: string };

async function carryOut(wish: ItemWish, decision: Decision): Promise<unknown> {
  const [params, plain] = [from(decision), unseen(decision)];
  switch (wish.does) {
    case 'claim':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/claim', { params: plain }));
    case 'release':
      return dataOf<WorkItem>(hub.DELETE('/api/items/{requestId}/claim', { params: plain }));
    case 'submit':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/submission', { params }));
    case 'approve':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/approval', { params, body: { submission: wish.submission } }));
    case 'withdraw':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/withdrawal', { params, body: { submission: wish.submission } }));
    case 'return':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/return', { params, body: { submission: wish.submission, reason: wish.reason } }));
    case 'needMore':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/questions', { params, body: { question: wish.question } }));
    case 'extension':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/extensions', { params, body: { until: wish.until, reason: wish.reason } }));
    case 'outOfScope':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/out-of-scope', { params, body: { reason: wish.reason } }));
    case 'recuse':
      return dataOf<WorkItem>(hub.POST('/api/items/{requestId}/recusal', { params, body: { reason: wish.reason } }));
    case 'assign':
      return dataOf<WorkItem>(hub.PUT('/api/items/{requestId}/assignee', { params: plain, body: { id: wish.id, name: wish.name } }));
    case 'recuseStaff':
      return dataOf(hub.POST('/api/items/{requestId}/recusals', { params: plain, body: { person: { id: wish.id, name: wish.name }, reason: wish.reason } }));
  }
}

interface Hearing {
  readonly onDone?: () => void;
  readonly onRefused?: (problem: HubProblem) => void;
}

/** One wish at a time for an item; afterwards everything that shows it is asked for again. */
export const useItemCommand = (requestId: string, { onDone, onRefused }: Hearing = {}) =>
  useCommand({
    send: ({ wish, etag }: { readonly wish: ItemWish; readonly etag: string }, key) => carryOut(wish, { requestId, key, etag }),
    changes: [['item', requestId], ['worklist'], ['counts'], ['access', requestId]],
    ...(onDone ? { onDone: () => onDone() } : {}),
    ...(onRefused ? { onRefused } : {}),
  });
