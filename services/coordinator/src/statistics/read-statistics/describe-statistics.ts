import { Inject, Injectable } from '@nestjs/common';
import type { StatisticsView } from '@lianshen/contracts/api';
import { toIso, type Instant } from '@lianshen/contracts/kernel';
import { AgencyNames } from '../../agencies/agency-names.js';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import type { CutBy, Period } from '../domain/period.js';
import type { ShownStatistics } from '../domain/shown-outside.js';

/** Figures with the names that agencies bear now. */
@Injectable()
export class DescribeStatistics {
  constructor(
    @Inject(AgencyNames) private readonly names: AgencyNames,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
  ) {}

  describe({ agencies, policies }: ShownStatistics, { period, by, restricted, now }: { readonly period: Period; readonly by: CutBy; readonly restricted: boolean; readonly now: Instant }): StatisticsView {
    return {
      now: toIso(now),
      from: period.from,
      to: period.to,
      by,
      restricted,
      agencies: agencies.map((group) => ({ ...group, agencyName: this.nameUnder(group.policy)(group.agency, now) })),
      policies: [...policies],
    };
  }

  /** A policy that is on offer no more names nobody. */
  private nameUnder(policy: string) {
    const offered = this.policies.findOnOffer(policy);
    return this.names.under(offered.ok ? offered.value.policy : { agencies: [] });
  }
}
