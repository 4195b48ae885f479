import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { invariant, ok, type Sha256 } from '@lianshen/contracts/kernel';
import { Policy } from '@lianshen/contracts/policy';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, partsOfStream, streamName, Writer, type Fold } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';

const KIND = 'policy';

const PolicyRecorded = z.strictObject({ type: z.literal('PolicyRecorded'), data: Policy });
type PolicyRecorded = z.infer<typeof PolicyRecorded>;

const fold: Fold<Policy | undefined, PolicyRecorded> = {
  initial: undefined,
  parse: (event) => PolicyRecorded.parse(event),
  evolve: (_, event) => event.data,
  keyOf: () => undefined,
};

/** Policies in the ledger, one stream each under the policy's hash; recorded once, never changed. */
@Injectable()
export class PolicyStreams {
  private readonly streams: LedgerStreams<Policy | undefined, PolicyRecorded>;

  constructor(@Inject(LedgerStore) private readonly store: LedgerStore, @Inject(Writer) writer: Writer, @Inject(KeyVault) vault: KeyVault, @Inject(CLOCK) clock: Clock) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 100);
  }

  async record(hash: Sha256, policy: Policy): Promise<void> {
    const recorded = await this.streams.execute(streamName(KIND, hash), {
      cause: 'start',
      actor: { kind: 'machine', id: 'policy-shelf' },
      decide: (state) => ok(state ? [] : [{ type: 'PolicyRecorded' as const, data: policy }]),
    });
    invariant(recorded.ok, 'policy: recording is never refused');
  }

  /** Name, version and hash of each policy that was ever on offer. */
  async listRecorded(): Promise<readonly { readonly name: string; readonly version: number; readonly hash: Sha256 }[]> {
    const streams = new Set<string>();
    for await (const { stream } of this.store.readAll(`${KIND}/`)) streams.add(stream);
    const states = await Promise.all([...streams].map(async (stream) => ({ hash: partsOfStream(stream).id, policy: (await this.streams.load(stream)).state })));
    return states.flatMap(({ hash, policy }) => (policy ? [{ name: policy.name, version: policy.version, hash }] : []));
  }

  /** The highest version of a policy that was ever on offer; 0 where none was. */
  async newestVersion(name: string): Promise<number> {
    return Math.max(0, ...(await this.listRecorded()).filter((each) => each.name === name).map(({ version }) => version));
  }

  async find(hash: Sha256): Promise<Policy | undefined> {
    return (await this.streams.load(streamName(KIND, hash))).state;
  }
}
