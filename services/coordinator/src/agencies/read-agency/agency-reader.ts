import { Inject, Injectable } from '@nestjs/common';
import type { AgencyView } from '@lianshen/contracts/api';
import type { AgencyId } from '@lianshen/contracts/kernel';
import type { AgencyName } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Refused } from '@lianshen/platform/http';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { AgencyRegistry } from '../agency-registry.js';
import { describeAgency, describeLine } from './describe-agency.js';

@Injectable()
export class AgencyReader {
  constructor(
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One agency from its ledger; of others what this process last knew. @throws Refused `agency.unknown`. */
  async read(agency: AgencyId): Promise<AgencyView> {
    const { folded } = await this.registry.history(agency);
    if (folded.seq === 0) throw new Refused({ code: 'agency.unknown', params: {} });
    const known = this.registry.list();
    return describeAgency({ ...this.about(agency), lifecycle: folded.state.lifecycle, others: known });
  }

  /** In the order of their ids, those behind the given one. */
  list(after: AgencyId | undefined, limit: number): object[] {
    const agencies = [...this.registry.list().keys()].filter((agency) => after === undefined || agency > after).sort();
    return agencies.slice(0, limit).map((agency) => describeLine(this.about(agency)));
  }

  /** What the policies that new batches get call it; the first that names it. */
  private nameInPolicies(agency: AgencyId): AgencyName | undefined {
    return this.policies.listOnOffer().flatMap(({ policy }) => policy.agencies).find((each) => each.agency === agency)?.name;
  }

  private about(agency: AgencyId) {
    const lifecycle = this.registry.find(agency);
    return { agency, lifecycle, nameUnregistered: this.nameInPolicies(agency), now: this.clock.now(), hasKeys: this.registry.hasKeys(agency), successor: this.registry.successors().get(agency) ?? null };
  }
}
