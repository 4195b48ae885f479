import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { PolicyDocument, PolicyList } from '@lianshen/contracts/api';
import { Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { Refused, validated } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { explainedAgencies } from '../explained-agencies.js';
import { policyText } from '../policy-text.js';
import { PolicyShelf } from '../policy-shelf.js';
import { PolicyStreams } from '../policy-streams.js';

type Line = PolicyList['items'][number];

@Controller('api/policies')
export class ListPoliciesController {
  constructor(
    @Inject(PolicyShelf) private readonly shelf: PolicyShelf,
    @Inject(PolicyStreams) private readonly streams: PolicyStreams,
  ) {}

  /** Every version of every policy that was ever on offer. */
  @Get()
  @RightTo('listPolicies')
  async list(): Promise<PolicyList> {
    const recorded = await this.streams.listRecorded();
    const lines = await Promise.all(recorded.map(async ({ hash }) => this.describe(hash, await this.shelf.getPinned(hash))));
    return { items: lines.sort((one, other) => one.name.localeCompare(other.name) || other.version - one.version) };
  }

  /** One version, as the ledger holds it. */
  @Get(':hash')
  @RightTo('readPolicy')
  async read(@Param('hash') id: string): Promise<PolicyDocument> {
    const hash = validated(Sha256, id);
    const policy = await this.streams.find(hash);
    if (!policy) throw new Refused({ code: 'policy.not-recorded', params: {} });
    return { ...this.describe(hash, policy), text: policyText(policy), explained: explainedAgencies(policy) };
  }

  private describe(hash: Sha256, { name, version, title, agencies }: Policy): Line {
    const offered = this.shelf.findOnOffer(name);
    return { name, version, hash, title, onOffer: offered.ok && offered.value.hash === hash, agencies: agencies.length };
  }
}
