import { PERSONS_MIN, type AgencyFigures, type PolicyFigures } from '@lianshen/contracts/api';
import type { AgencyId } from '@lianshen/contracts/kernel';
import type { Group, Statistics } from './statistics.js';

/** A group as a reader is shown it: without figures where it is about too few. */
export interface ShownGroup<F> {
  readonly policy: string;
  readonly period: string | null;
  readonly persons: number | null;
  readonly suppressed: boolean;
  readonly figures: F | null;
}

export interface ShownStatistics {
  readonly agencies: readonly (ShownGroup<AgencyFigures> & { readonly agency: AgencyId })[];
  readonly policies: readonly ShownGroup<PolicyFigures>[];
}

export const shownToAll = ({ agencies, policies }: Statistics): ShownStatistics => ({
  agencies: agencies.map((group) => ({ ...group, suppressed: false })),
  policies: policies.map((group) => ({ ...group, suppressed: false })),
});

/**
 * Without groups of fewer than 5 persons, and without what tells of one by subtraction: what a policy says of halts and ends
 * is the sum of what its agencies say of theirs, so it is left out where one of them is. Groups must be of fixed parts of time
 * (calendar quarters), or the difference of two periods would tell of a small one.
 */
export function shownOutside({ agencies, policies }: Statistics): ShownStatistics {
  const incomplete = new Set(agencies.filter(isSmall).map(partOfPolicy));
  return {
    agencies: agencies.map((group) => ({ ...group, ...withheldIfSmall(group) })),
    policies: policies.map((group) => {
      const shown = { ...group, ...withheldIfSmall(group) };
      return shown.figures && incomplete.has(partOfPolicy(group)) ? { ...shown, figures: { ...shown.figures, ends: null, halts: null } } : shown;
    }),
  };
}

type AnyGroup = Pick<Group<unknown>, 'policy' | 'period' | 'persons'>;

const isSmall = ({ persons }: AnyGroup): boolean => persons < PERSONS_MIN;

const partOfPolicy = ({ policy, period }: AnyGroup): string => `${policy} ${period}`;

const withheldIfSmall = <F>(group: Group<F>): Pick<ShownGroup<F>, 'persons' | 'suppressed' | 'figures'> =>
  isSmall(group) ? { persons: null, suppressed: true, figures: null } : { persons: group.persons, suppressed: false, figures: group.figures };
