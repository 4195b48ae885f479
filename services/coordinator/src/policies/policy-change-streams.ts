import { Inject, Injectable } from '@nestjs/common';
import type { Instant, Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, Writer, type Actor, type Executed, type Fold, type History } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';
import { evolvePolicyChanges, NO_CHANGES, type PolicyChanges } from './domain/policy-changes.js';
import { PolicyChangeEvent } from './domain/policy-change-event.js';

const KIND = 'policy-changes';

const fold: Fold<PolicyChanges, PolicyChangeEvent> = {
  initial: NO_CHANGES,
  parse: (event) => PolicyChangeEvent.parse(event),
  evolve: evolvePolicyChanges,
  keyOf: () => undefined,
};

interface Commanded {
  readonly actor: Actor;
  readonly cause: string;
}

/** What was proposed of policies and became of it, each name a ledger stream `policy-changes/<name>`. */
@Injectable()
export class PolicyChangeStreams {
  private readonly streams: LedgerStreams<PolicyChanges, PolicyChangeEvent>;
  private readonly known = new Map<string, { readonly seq: number; readonly changes: PolicyChanges }>();

  constructor(@Inject(LedgerStore) private readonly store: LedgerStore, @Inject(Writer) writer: Writer, @Inject(KeyVault) vault: KeyVault, @Inject(CLOCK) clock: Clock) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 100);
  }

  /** By policy name, as the ledger has it now. Only ids of commits are read, and the streams that have grown. */
  async list(): Promise<ReadonlyMap<string, PolicyChanges>> {
    const found = new Map<string, PolicyChanges>();
    for (const [stream, seq] of await this.store.readHeads(`${KIND}/`)) {
      const name = partsOfStream(stream).id;
      const known = this.known.get(name);
      if (known && known.seq >= seq) {
        found.set(name, known.changes);
        continue;
      }
      const folded = await this.streams.load(stream);
      this.known.set(name, { seq: folded.seq, changes: folded.state });
      found.set(name, folded.state);
    }
    return found;
  }

  /** As its ledger has it now. */
  history(name: string): Promise<History<PolicyChanges, PolicyChangeEvent>> {
    return this.streams.history(streamName(KIND, name));
  }

  execute(name: string, by: Commanded, decide: (changes: PolicyChanges, now: Instant) => Result<readonly PolicyChangeEvent[]>): Promise<Result<Executed<PolicyChanges, PolicyChangeEvent>>> {
    return this.streams.execute(streamName(KIND, name), { ...by, decide });
  }
}
