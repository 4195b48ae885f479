import type { AgencyFigures, PolicyFigures } from '@lianshen/contracts/api';
import type { AgencyId, CaseId } from '@lianshen/contracts/kernel';
import { AgencyTally } from './agency-tally.js';
import type { CountedBy } from './counted-by.js';
import { isOpen, momentOf, type Fact } from './fact.js';
import { partOf, type CutBy, type Period } from './period.js';
import { PolicyTally } from './policy-tally.js';

export interface Group<F> {
  readonly policy: string;
  /** Null: what is open and lies outside the period. */
  readonly period: string | null;
  /** How many candidates it is about. */
  readonly persons: number;
  readonly figures: F;
}

export interface Statistics {
  readonly agencies: readonly (Group<AgencyFigures> & { readonly agency: AgencyId })[];
  readonly policies: readonly Group<PolicyFigures>[];
}

interface Counting<T> {
  readonly policy: string;
  readonly period: string | null;
  readonly agency: AgencyId;
  readonly persons: Set<CaseId>;
  readonly tally: T;
}

/** Sorts facts into groups and counts them there, one at a time, in any order. */
export class StatisticsTally {
  private readonly agencies = new Map<string, Counting<AgencyTally>>();
  private readonly policies = new Map<string, Counting<PolicyTally>>();

  constructor(
    private readonly period: Period,
    private readonly by: CutBy,
    private readonly counted: CountedBy,
  ) {}

  /** A fact outside the period counts where it is open, in a group of its own. */
  add(fact: Fact): void {
    const period = partOf(this.period, this.by, momentOf(fact));
    if (period === null && !isOpen(fact)) return;
    switch (fact.kind) {
      case 'request':
        return this.agency(fact, period, fact.request.agency).addRequest(fact.request);
      case 'case':
        return this.policy(fact, period).addCase(fact.course);
      case 'halt':
        this.agency(fact, period, fact.halt.agency).addHalt(fact.halt);
        return this.policy(fact, period).addHalt(fact.halt);
    }
  }

  statistics(): Statistics {
    return {
      agencies: inOrder(this.agencies).map(({ agency, policy, period, persons, tally }) => ({ agency, policy, period, persons: persons.size, figures: tally.figures(period !== null) })),
      policies: inOrder(this.policies).map(({ policy, period, persons, tally }) => ({ policy, period, persons: persons.size, figures: tally.figures() })),
    };
  }

  private agency(fact: Fact, period: string | null, agency: AgencyId): AgencyTally {
    return counting(this.agencies, { fact, period, agency }, () => new AgencyTally(this.counted));
  }

  private policy(fact: Fact, period: string | null): PolicyTally {
    return counting(this.policies, { fact, period, agency: '' }, () => new PolicyTally(this.counted));
  }
}

/** The tally of the group, made where there is none; the person of the fact belongs to the group. */
function counting<T>(groups: Map<string, Counting<T>>, { fact: { policy, person }, period, agency }: { fact: Fact; period: string | null; agency: AgencyId }, make: () => T): T {
  const key = [policy, period ?? '~', agency].join(' ');
  const group = groups.get(key) ?? { policy, period, agency, persons: new Set(), tally: make() };
  groups.set(key, group);
  group.persons.add(person);
  return group.tally;
}

/** By policy and period, what lies outside the period last, then by agency. */
const inOrder = <T>(groups: ReadonlyMap<string, Counting<T>>): readonly Counting<T>[] =>
  [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
