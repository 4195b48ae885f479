import { Inject, Injectable } from '@nestjs/common';
import type { PolicyChangeList, PolicyChangeView } from '@lianshen/contracts/api';
import { toIso, type Sha256 } from '@lianshen/contracts/kernel';
import { Refused } from '@lianshen/platform/http';
import { AgencyRegistry } from '../../agencies/agency-registry.js';
import type { PolicyChange } from '../domain/policy-changes.js';
import { explainedAgencies } from '../explained-agencies.js';
import { policyText } from '../policy-text.js';
import { PolicyChangeStreams } from '../policy-change-streams.js';
import { PolicyShelf } from '../policy-shelf.js';

@Injectable()
export class PolicyChangeReader {
  constructor(
    @Inject(PolicyChangeStreams) private readonly streams: PolicyChangeStreams,
    @Inject(PolicyShelf) private readonly shelf: PolicyShelf,
    @Inject(AgencyRegistry) private readonly agencies: AgencyRegistry,
  ) {}

  /** All of every policy, the newest first. There are dozens of them. */
  async list(): Promise<PolicyChangeList> {
    const changes = [...(await this.streams.list()).values()].flat();
    return { items: changes.sort((one, other) => other.proposedAt - one.proposedAt || other.number - one.number).map(describeLine) };
  }

  /** One, from its ledger. @throws Refused `policy.change-unknown`. */
  async read(name: string, number: number): Promise<PolicyChangeView> {
    const change = (await this.streams.history(name)).folded.state[number - 1];
    if (!change) throw new Refused({ code: 'policy.change-unknown', params: {} });
    const { policy } = change;
    return {
      ...describeLine(change),
      text: policyText(policy),
      explained: explainedAgencies(policy),
      replaces: await this.replacedBy(change),
      withoutKeys: this.agencies.withoutKeys(policy.agencies.map(({ agency }) => agency)),
    };
  }

  private async replacedBy({ status, policy: { name }, replaced }: PolicyChange): Promise<PolicyChangeView['replaces']> {
    const hash = status === 'open' ? this.onOffer(name) : replaced;
    if (hash === undefined) return null;
    const former = await this.shelf.getPinned(hash);
    return { version: former.version, hash, text: policyText(former) };
  }

  private onOffer(name: string): Sha256 | undefined {
    const offered = this.shelf.findOnOffer(name);
    return offered.ok ? offered.value.hash : undefined;
  }
}

const describeLine = ({ number, hash, policy: { name, version, title }, status, reason, proposedBy, proposedAt, decidedBy, decidedAt, refusal }: PolicyChange): PolicyChangeList['items'][number] => ({
  name, number, version, hash, title, status, reason, proposedBy,
  proposedAt: toIso(proposedAt),
  decidedBy: decidedBy ?? null,
  decidedAt: decidedAt === undefined ? null : toIso(decidedAt),
  refusal: refusal ?? null,
});
