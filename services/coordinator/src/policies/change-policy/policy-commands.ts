import { Inject, Injectable } from '@nestjs/common';
import type { PolicyChangeView } from '@lianshen/contracts/api';
import type { Result } from '@lianshen/contracts/kernel';
import { orRefused, readIdempotencyKey } from '@lianshen/platform/http';
import type { Person } from '@lianshen/platform/identity';
import { isOnRecord } from '@lianshen/platform/ledger';
import type { PolicyChanges } from '../domain/policy-changes.js';
import type { PolicyChangeEvent } from '../domain/policy-change-event.js';
import { PolicyChangeStreams } from '../policy-change-streams.js';
import { PolicyStreams } from '../policy-streams.js';
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
    @Inject(PolicyStreams) private readonly recorded: PolicyStreams,
    @Inject(PolicyChangeReader) private readonly reader: PolicyChangeReader,
  ) {}

  /**
   * @param number of the change that it is about; absent: of the one that it makes.
   * @param decide with the highest version that was ever on offer, 0 where none was. @throws Refused.
   */
  async run({ policy, name, idempotencyKey, person }: PolicyCommand, number: number | undefined, decide: (changes: PolicyChanges, newest: number) => Result<readonly PolicyChangeEvent[]>): Promise<PolicyChangeView> {
    const cause = `${name} ${readIdempotencyKey(idempotencyKey)}`;
    const { acts } = await this.changes.history(policy);
    const [made] = acts.find((act) => isOnRecord([act], cause, person.sub))?.events ?? [];
    if (made) return this.reader.read(policy, made.data.number);
    const newest = Math.max(0, ...(await this.recorded.listRecorded()).filter((each) => each.name === policy).map(({ version }) => version));
    const { folded } = orRefused(await this.changes.execute(policy, { cause, actor: { kind: 'person', id: person.sub } }, (changes) => decide(changes, newest)));
    return this.reader.read(policy, number ?? folded.state.length);
  }
}
