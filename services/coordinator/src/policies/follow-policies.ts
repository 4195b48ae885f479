import { Inject, Injectable } from '@nestjs/common';
import { LOG } from '@lianshen/platform/process';
import type { Log } from '@lianshen/platform/telemetry';
import { ProvisionAgencies } from '../agencies/provision-agencies.js';
import { lastAdopted } from './domain/policy-changes.js';
import type { PinnedPolicy } from './pin-policy.js';
import { PolicyChangeStreams } from './policy-change-streams.js';
import { PolicyShelf } from './policy-shelf.js';

/** What two persons have adopted, here or at another replica, is on offer from the next run on. */
@Injectable()
export class FollowPolicies {
  constructor(
    @Inject(PolicyChangeStreams) private readonly changes: PolicyChangeStreams,
    @Inject(PolicyShelf) private readonly shelf: PolicyShelf,
    @Inject(ProvisionAgencies) private readonly consumers: ProvisionAgencies,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * What was adopted is on record before the files are held against it, also where a process died right after the adoption.
   * @throws ConfigurationError as the shelf does.
   */
  async load(): Promise<void> {
    for (const adopted of await this.listAdopted()) await this.shelf.record(adopted);
    await this.shelf.load();
  }

  async run(): Promise<void> {
    for (const adopted of await this.listAdopted()) if (this.shelf.isNewer(adopted)) await this.takeIn(adopted);
  }

  /** Every agency that a policy on offer names can be asked from here on: a request that nobody's consumer waits for would be lost. */
  async provisionNamed(): Promise<void> {
    for (const pinned of this.shelf.listOnOffer()) await this.provision(pinned);
  }

  private async listAdopted(): Promise<readonly PinnedPolicy[]> {
    return [...(await this.changes.list()).values()].flatMap((changes) => lastAdopted(changes) ?? []);
  }

  private async takeIn(pinned: PinnedPolicy): Promise<void> {
    await this.provision(pinned);
    await this.shelf.offer(pinned);
    const { name, version } = pinned.policy;
    this.log.info({ policy: name, version, hash: pinned.hash }, 'a version that two persons adopted is on offer');
  }

  private async provision({ policy }: PinnedPolicy): Promise<void> {
    for (const { agency } of policy.agencies) await this.consumers.provision(agency);
  }
}
