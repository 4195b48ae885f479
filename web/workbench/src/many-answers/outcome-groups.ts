import type { ItemOutcome, ItemRefusal } from './many-client.js';

/** Items that were refused for the same reason. */
export interface Refused {
  readonly refusal: ItemRefusal;
  readonly requestIds: readonly string[];
}

export interface OutcomeGroups {
  /** Wait for a second person. */
  readonly submitted: number;
  readonly signed: number;
  /** Signed, and wait for a further signature. */
  readonly waiting: number;
  readonly leftOut: number;
  readonly refused: readonly Refused[];
}

/** Items with a reason, by it. Two declarations that are missing are two reasons: each is for a batch. */
export function byReason(items: readonly { readonly requestId: string; readonly refusal: ItemRefusal | null }[]): Refused[] {
  const groups = new Map<string, { refusal: ItemRefusal; requestIds: string[] }>();
  for (const { requestId, refusal } of items) {
    if (!refusal) continue;
    const key = JSON.stringify([refusal.code, refusal.params]);
    const group = groups.get(key) ?? { refusal, requestIds: [] };
    group.requestIds.push(requestId);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What became of many, as it is told. @param command a second signature that is missing is told of approvals alone. */
export function groupOutcomes(outcomes: readonly ItemOutcome[], command: 'answer' | 'approve'): OutcomeGroups {
  const done = outcomes.filter(({ outcome }) => outcome === 'done');
  const stillWait = done.filter(({ status }) => status === 'submitted').length;
  return {
    submitted: command === 'answer' ? stillWait : 0,
    signed: done.length - stillWait,
    waiting: command === 'approve' ? stillWait : 0,
    leftOut: outcomes.filter(({ outcome }) => outcome === 'left-out').length,
    refused: byReason(outcomes),
  };
}
