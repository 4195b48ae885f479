import { ok, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { Filed, Rejected } from '@lianshen/contracts/messages';
import type { ItemEvent } from './item-event.js';
import type { ItemState, ItemStatus } from './item-state.js';

const CLOSED_BY_RECALL: ReadonlySet<ItemStatus> = new Set(['none', 'open', 'waiting', 'rejected', 'declined'] as const);

/**
 * Closes an unanswered item without a reason, also one whose answer waits for approval. One that was never heard of
 * leaves a tombstone, so that a request which comes after its recall opens nothing. A verdict that went out and was not
 * rejected stays as it is.
 */
export function recallItem(state: ItemState, requestId: RequestId): Result<ItemEvent[]> {
  if (!CLOSED_BY_RECALL.has(state.status)) return ok([]);
  return ok([{ type: 'ItemRecalled', data: { requestId } }]);
}

/** The coordinator has the verdict in its ledger. Of another verdict than the newest: nothing to do. */
export function recordFiled(state: ItemState, ref: Filed['verdicts'][number]): Result<ItemEvent[]> {
  if (state.verdict?.verdictHash !== ref.verdictHash || state.status === 'filed') return ok([]);
  return ok([{ type: 'VerdictFiled', data: ref }]);
}

/** The coordinator did not accept the verdict; a person has to look. */
export function recordRejected(state: ItemState, rejected: Rejected): Result<ItemEvent[]> {
  if (state.verdict?.verdictHash !== rejected.verdictHash || state.status !== 'answered') return ok([]);
  return ok([{ type: 'VerdictRejected', data: rejected }]);
}
