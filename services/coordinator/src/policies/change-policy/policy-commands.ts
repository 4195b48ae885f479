import { Inject, Injectable } from '@nestjs/common';
import type { PolicyChangeView } from '@lianshen/contracts/api';
import { invariant, type Result } from '@lianshen/contracts/kernel';
import { orRefused, readIdempotencyKey } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import type { PolicyChanges } from '../domain/policy-changes.js';
import type { PolicyChangeEvent } from '../domain/policy-change-event.js';
import { PolicyChangeStreams } from '../policy-change-streams.js';
import { PolicyChangeReader } from './policy-change-reader.js';

/** A command of a person on the versions of a policy, as it came over HTTP. */
export interface PolicyCommand {
  readonly policy: string;
  /** What is done; it stands before the key in the cause. */
  readonly name: string;
  readonly idempotencyKey: string | undefined;
  readonly person: Person;
}

/** Carries out commands on policies. The same key of the same person again is answered and done no second time. */
@Injectable()
export class PolicyCommands {
  constructor(
    @Inject(PolicyChangeStreams) private readonly changes: PolicyChangeStreams,
    @Inject(PolicyChangeReader) private readonly reader: PolicyChangeReader,
  ) {}

  /** @returns the change that it is about, after it. @throws Refused. */
  async run({ policy, name, idempotencyKey, person }: PolicyCommand, decide: (changes: PolicyChanges) => Result<readonly PolicyChangeEvent[]>): Promise<PolicyChangeView> {
    const cause = `${name} ${readIdempotencyKey(idempotencyKey)}`;
    const { acts } = await this.changes.history(policy);
    const done = acts.find((act) => isOnRecord([act], cause, person.sub)) ?? orRefused(await this.changes.execute(policy, { cause, actor: { kind: 'person', id: person.sub } }, decide));
    const [made] = done.events;
    invariant(made, 'policy: a command that is not refused adds its event');
    return this.reader.read(policy, made.data.number);
  }
}
