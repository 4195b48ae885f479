import { Inject, Injectable } from '@nestjs/common';
import type { AgencyView } from '@lianshen/contracts/api';
import type { AgencyId, Instant, Result } from '@lianshen/contracts/kernel';
import { readIdempotencyKey, Refused } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import { AgencyRegistry } from './agency-registry.js';
import type { Lifecycle } from './domain/lifecycle.js';
import type { LifecycleEvent } from './domain/lifecycle-event.js';
import { AgencyReader } from './read-agency/agency-reader.js';

/** A command of a person on an agency, as it came over HTTP. */
export interface AgencyCommand {
  readonly agency: AgencyId;
  /** What is done; it stands before the key in the cause. */
  readonly name: string;
  readonly idempotencyKey: string | undefined;
  readonly person: Person;
}

/** Carries out commands on agencies. The same key of the same person again is answered and done no second time. */
@Injectable()
export class AgencyCommands {
  constructor(
    @Inject(AgencyRegistry) private readonly registry: AgencyRegistry,
    @Inject(AgencyReader) private readonly reader: AgencyReader,
  ) {}

  /** @returns the agency after it, and whether anything was added. @throws Refused. */
  async run({ agency, name, idempotencyKey, person }: AgencyCommand, decide: (state: Lifecycle, now: Instant) => Result<readonly LifecycleEvent[]>): Promise<{ readonly view: AgencyView; readonly added: boolean }> {
    const cause = `${name} ${readIdempotencyKey(idempotencyKey)}`;
    const { acts } = await this.registry.history(agency);
    if (isOnRecord(acts, cause, person.sub)) return { view: await this.reader.read(agency), added: false };
    const executed = await this.registry.execute(agency, { cause, actor: { kind: 'person', id: person.sub } }, ({ lifecycle }, now) => decide(lifecycle, now));
    if (!executed.ok) throw new Refused(executed.refusal);
    return { view: await this.reader.read(agency), added: executed.value.events.length > 0 };
  }
}
