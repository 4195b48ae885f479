import { Inject, Injectable } from '@nestjs/common';
import type { AgencyId } from '@lianshen/contracts/kernel';
import { provisionAgency, type Nats } from '@lianshen/platform/messaging';
import { NATS } from '@lianshen/platform/process';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../environment.js';
import { AgencyRegistry } from './agency-registry.js';

/**
 * An agency pulls its requests with a durable consumer, which its own NATS account cannot make: it is there from when a policy
 * names the agency or anything is recorded of it, so that a successor is ready before its first request.
 */
@Injectable()
export class ProvisionAgencies {
  private readonly done = new Set<AgencyId>();

  constructor(
    @Inject(NATS) private readonly nats: Nats,
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {}

  async provision(agency: AgencyId): Promise<void> {
    if (this.done.has(agency)) return;
    await provisionAgency(this.nats.connection, this.environment.JURISDICTION, agency);
    this.done.add(agency);
  }

  /** Every agency that something is recorded of. */
  async provisionRecorded(): Promise<void> {
    for (const agency of this.registry.list().keys()) await this.provision(agency);
  }
}
