import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId } from '@lianshen/contracts/kernel';
import { COORDINATOR_DURABLE, repliesStream } from '@lianshen/contracts/messages';
import { JetStreamStrategy, provisionAgency, type Nats } from '@lianshen/platform/messaging';
import { NATS } from '@lianshen/platform/process';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../environment.js';
import { AgencyRegistry } from './agency-registry.js';

/**
 * An agency pulls its requests with a durable consumer and writes into a stream of its own, neither of which its NATS account
 * can make: they are there from when a policy names the agency or anything is recorded of it, so that a successor is ready
 * before its first request. From then on its replies are pulled.
 */
@Injectable()
export class ProvisionAgencies {
  private readonly done = new Set<AgencyId>();

  constructor(
    @Inject(NATS) private readonly nats: Nats,
    @Inject(JetStreamStrategy) private readonly strategy: JetStreamStrategy,
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {}

  async provision(agency: AgencyId): Promise<void> {
    if (this.done.has(agency)) return;
    const { JURISDICTION, AGENCY_REPLIES_BYTES_MAX } = this.environment;
    await provisionAgency(this.nats.connection, JURISDICTION, agency, AGENCY_REPLIES_BYTES_MAX);
    this.strategy.pullFrom({ stream: repliesStream(JURISDICTION, agency), durable: COORDINATOR_DURABLE, sender: agency });
    this.done.add(agency);
  }

  /** Every agency that something is recorded of. */
  async provisionRecorded(): Promise<void> {
    for (const agency of this.registry.list().keys()) await this.provision(agency);
  }
}
