import type { WorkItem } from '../hub/hub.js';

export type Wordings = NonNullable<WorkItem['request']>['categories'];

const CODES = ['CLEAR', 'FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'SUGGEST_DEFER', 'OBJECT'] as const satisfies readonly Wordings[string][];

/** The wordings to choose from, what is clear first. A signed request has them by their letters, which is no order for a reader. */
export const categoriesInOrder = (categories: Wordings): [string, Wordings[string]][] => Object.entries(categories).sort(([, one], [, other]) => CODES.indexOf(one) - CODES.indexOf(other));
