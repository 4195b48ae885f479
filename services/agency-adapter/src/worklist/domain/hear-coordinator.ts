import { ok, refuse, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { DeadlineMoved, ExtensionDecided, Supplement } from '@lianshen/contracts/messages';
import type { ItemEvent } from './item-event.js';
import type { ItemState } from './item-state.js';

/**
 * Takes a supplement to the request: an item that waited is open again. It may overtake its request. The same again, or
 * one of an item that was recalled: nothing to do. Refused as `supplement.differs` where another came under its number.
 */
export function receiveSupplement(state: ItemState, supplement: Supplement, supplementHash: Sha256): Result<ItemEvent[]> {
  const { requestId, number, text, dueAt, deadlineVersion } = supplement;
  const known = state.supplements.find((each) => each.number === number);
  if (known) return known.supplementHash === supplementHash ? ok([]) : refuse('supplement.differs');
  if (state.status === 'recalled') return ok([]);
  const deadline = { ...(dueAt === undefined ? {} : { dueAt }), ...(deadlineVersion === undefined ? {} : { deadlineVersion }) };
  return ok([{ type: 'SupplementReceived', data: { requestId, number, supplementHash, ...deadline }, private: { text } }]);
}

/**
 * Records what became of an extension. It may overtake its request, and an adapter that has lost its store hears of one
 * that it does not remember. Decided already, or of an item that was recalled: nothing to do.
 */
export function recordExtensionDecision(state: ItemState, { requestId, number, grantedUntil, deadlineVersion }: ExtensionDecided): Result<ItemEvent[]> {
  const known = state.extensions.find((each) => each.number === number);
  if (state.status === 'recalled' || (known && known.grantedUntil !== undefined)) return ok([]);
  const until = grantedUntil === null ? null : Date.parse(grantedUntil);
  return ok([{ type: 'ExtensionDecided', data: { requestId, number, grantedUntil: until, ...(deadlineVersion === undefined ? {} : { deadlineVersion }) } }]);
}

/**
 * Records that the due time has moved. Both values stay on record. One that is older than what is known, or of an item that
 * was recalled: nothing to do. It may overtake its request.
 */
export function recordDeadlineMoved(state: ItemState, { requestId, because, dueAt, formerDueAt, provisional, deadlineVersion }: DeadlineMoved): Result<ItemEvent[]> {
  if (state.status === 'recalled' || deadlineVersion <= state.deadlineVersion) return ok([]);
  return ok([{ type: 'DeadlineMoved', data: { requestId, because, dueAt: Date.parse(dueAt), formerDueAt: Date.parse(formerDueAt), provisional, deadlineVersion } }]);
}
