import type { BatchId, Instant, RequestId } from '@lianshen/contracts/kernel';
import type { DelegationEvent, DelegationEventOf } from './delegation-event.js';

export interface Delegation extends Readonly<DelegationEventOf<'DelegationGranted'>['data']> {
  /** Empty once the key is destroyed, as all texts below. */
  readonly ofName: string;
  readonly toName: string;
  readonly reason: string;
  readonly grantedAt: Instant;
  readonly ended: { readonly at: Instant; readonly by: string; readonly reason: string } | undefined;
}

/** Every delegation of the agency, in the order of their numbers. */
export type DelegationState = readonly Delegation[];

/** Folds one event. Pure, and total over the events. */
export function evolveDelegations(state: DelegationState, event: DelegationEvent, at: Instant): DelegationState {
  switch (event.type) {
    case 'DelegationGranted': {
      const { ofName = '', toName = '', reason = '' } = event.private ?? {};
      return [...state, { ...event.data, ofName, toName, reason, grantedAt: at, ended: undefined }];
    }
    case 'DelegationEnded': {
      const { number, by } = event.data;
      const ended = { at, by, reason: event.private?.reason ?? '' };
      return state.map((each) => (each.number === number ? { ...each, ended } : each));
    }
  }
}

/** Whether it holds now: from its beginning up to its end, which it may have found early. */
export const isInForce = ({ from, until, ended }: Delegation, now: Instant): boolean => !ended && from <= now && now < until;

/** Ids of those who are absent now. */
export const absentAt = (state: DelegationState, now: Instant): ReadonlySet<string> =>
  new Set(state.filter((each) => each.ground === 'absence' && isInForce(each, now)).map(({ of }) => of));

/** An item as far as a scope goes. */
export interface Scoped {
  readonly requestId: RequestId;
  readonly batch: BatchId | undefined;
  /** Ids of those who are recused from it: what they have granted does not count there (rules 3.4). */
  readonly recused: ReadonlySet<string>;
}

/** What this person may do in an item in the place of others, as it holds now. */
export const delegatedTo = (state: DelegationState, person: string, item: Scoped, now: Instant): readonly Delegation[] =>
  state.filter((each) => each.to === person && isInForce(each, now) && reaches(each, item) && !(item.recused.has(each.by) && !each.bySuperior));

function reaches({ scope }: Delegation, { requestId, batch }: Scoped): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'batch':
      return scope.batch === batch;
    case 'item':
      return scope.requestId === requestId;
  }
}
