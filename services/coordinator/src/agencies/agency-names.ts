import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import type { AgencyName } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import { AgencyRegistry } from './agency-registry.js';
import { nameAt } from './domain/lifecycle.js';

/** Under what name an agency was known at a time. */
export type NameOf = (agency: AgencyId, at: Instant) => AgencyName;

/**
 * Names for whoever reads a case: what was signed under a name keeps it, whatever the agency is called now. Where no name is
 * on record for the time, the policy that the case runs under has one; an agency that it does not name is called by its id.
 */
@Injectable()
export class AgencyNames {
  constructor(@Inject(AgencyRegistry) private readonly agencies: AgencyRegistry) {}

  under(policy: Pick<Policy, 'agencies'>): NameOf {
    return (agency, at) => {
      const lifecycle = this.agencies.find(agency);
      const recorded = lifecycle && nameAt(lifecycle, at);
      return recorded ?? policy.agencies.find((each) => each.agency === agency)?.name ?? lifecycle?.names[0]?.name ?? { zh: agency, en: agency };
    };
  }
}
