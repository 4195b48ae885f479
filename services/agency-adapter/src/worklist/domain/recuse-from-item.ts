import { ok, type Instant, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { reportReReview, type Speaker } from './ask-coordinator.js';
import type { ItemEvent } from './item-event.js';
import type { ItemState } from './item-state.js';

/**
 * Takes a member of staff out of the item: what they hold goes back, their signature counts no more, and a substitute is
 * asked for. Where they have counted in the verdict that stands, the coordinator is told to ask anew in the same commit.
 * Out of it already, or nothing came under this id: nothing to do.
 */
export function recuseFromItem(state: ItemState, person: string, speaker: Omit<Speaker, 'person'>, now: Instant): Result<ItemEvent[]> {
  if (state.requestHash === undefined || state.recused.some((each) => each.person === person)) return ok([]);
  const { requestId } = speaker;
  const needs = needOf(state, person);
  const recused: ItemEvent = { type: 'StaffRecused', data: { requestId, person, ...(needs === undefined ? {} : { needs }) } };
  const { verdict } = state;
  return ok(verdict && hasCounted(state, person) ? [recused, reportReReview(speaker, verdict.version, now)] : [recused]);
}

function needOf({ claim, submission }: ItemState, person: string): 'clerk' | 'approver' | undefined {
  if (claim?.by === person || submission?.clerk.id === person || submission?.drafter === person) return 'clerk';
  return submission?.approvers.some(({ id }) => id === person) === true ? 'approver' : undefined;
}

/** A verdict that was rejected or recalled counts for nothing. */
const hasCounted = ({ status, signed, reReview }: ItemState, person: string): boolean =>
  (status === 'answered' || status === 'filed') && reReview === undefined && signed !== undefined && [...signed.authors, ...signed.approvers].includes(person);

/** They may take part again. They do already: nothing to do. */
export const readmitToItem = ({ recused }: ItemState, requestId: RequestId, person: string): Result<ItemEvent[]> =>
  ok(recused.some((each) => each.person === person) ? [{ type: 'StaffReadmitted', data: { requestId, person } }] : []);
