import type { BundleId } from '@lianshen/contracts/api';
import { ok, refuse, type Instant, type RequestId, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Request, Signer } from '@lianshen/contracts/messages';
import { firstCategoryOf } from './answer-by-machine.js';
import { claimItem } from './claim-item.js';
import { completeForm } from './complete-form.js';
import { evolveItem } from './evolve-item.js';
import type { ItemEvent } from './item-event.js';
import { supplementHashesOf, type ItemState } from './item-state.js';
import { submitAnswer } from './submit-answer.js';

export interface AnswerClear {
  readonly requestId: RequestId;
  readonly clerk: Signer;
  /** Ids of those who are absent. */
  readonly absent: ReadonlySet<string>;
  readonly bundle: BundleId;
  readonly categories: Request['categories'];
  /** The supplements that the item had when it was seen. */
  readonly supplementHashes: readonly Sha256[];
  /** The id of who saved a form beside it; undefined where nobody did. */
  readonly drafter: string | undefined;
  /** What stands beside it says something else than clear: a form, or the agency's records. `open`: the records have not answered. */
  readonly beside: 'nothing' | 'flag' | 'open';
}

/**
 * A clerk says clear of an item among many: takes it and proposes the first clear wording of its request, in one commit. The
 * same proposal that waits already: nothing to do.
 * Refused as claiming and submitting are, and where it has to be answered by itself: `item.flagged`, `item.answered-before`, `item.drawn`,
 * `item.returned`, `item.look-up-open`, `item.changed` where a supplement came since, `form.category-missing` where the request has no clear wording.
 */
export function answerClear(state: ItemState, command: AnswerClear, now: Instant): Result<ItemEvent[]> {
  const { requestId, clerk, absent, bundle, categories, drafter = clerk.id } = command;
  const claimed = claimItem(state, requestId, clerk, absent);
  if (!claimed.ok) return claimed;
  const answer = completeForm({ category: firstCategoryOf(categories, 'CLEAR'), findings: [] }, categories);
  if (!answer.ok) return answer;
  const taken = claimed.value.reduce((before, event) => evolveItem(before, event, now), state);
  const submitted = submitAnswer(taken, { requestId, clerk, drafter, answer: answer.value, bundle });
  if (!submitted.ok) return submitted;
  const objection = submitted.value.length > 0 ? objectionTo(state, command) : undefined;
  return objection === undefined ? ok([...claimed.value, ...submitted.value]) : refuse(objection);
}

/** Why the item has to be looked at by itself, or undefined. */
function objectionTo(state: ItemState, { beside, supplementHashes }: AnswerClear): string | undefined {
  const { verdict, drawn, returned } = state;
  if (beside === 'flag' || (verdict && verdict.code !== 'CLEAR')) return 'item.flagged';
  if (verdict) return 'item.answered-before';
  // What it is held against is a person's own look, which nobody gives to hundreds at once.
  if (drawn) return 'item.drawn';
  if (returned) return 'item.returned';
  if (beside === 'open') return 'item.look-up-open';
  return supplementHashesOf(state).every((hash) => supplementHashes.includes(hash)) ? undefined : 'item.changed';
}
