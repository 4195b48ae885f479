import type { Index } from '../index/index-spec.js';

/** Stored keys from `start` (taken in) up to `end` (left out). */
export interface Interval {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** How the candidates of a query are read: along one index, or along several one after the other. */
export type Plan =
  | {
      readonly kind: 'scan';
      readonly index: Index;
      /** Disjoint and ascending. */
      readonly intervals: readonly Interval[];
      readonly reverse: boolean;
      /** The scan yields the documents in the order that was asked for. */
      readonly isSorted: boolean;
      /** A document can come up more than once. */
      readonly mayRepeat: boolean;
      /** The filter says something about the indexed fields, so that less than the whole is read. */
      readonly isNarrow: boolean;
      /** Each interval is one whole _id: it can be fetched without a scan. */
      readonly isByIds: boolean;
    }
  | { readonly kind: 'union'; readonly plans: readonly Plan[] };
