import { Inject, Injectable } from '@nestjs/common';
import type { BundleId } from '@lianshen/contracts/api';
import { ok, refuse, toIso, type Instant, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Refused } from '@lianshen/platform/http';
import { LedgerStore, LedgerStreams, streamName, Writer, type Fold } from '@lianshen/platform/ledger';
import { ROOT_SECRET } from '@lianshen/platform/process';
import { deriveId, KeyVault } from '@lianshen/platform/sealing';
import { BundleMade } from './bundle-event.js';

const KIND = 'bundle';

/** A bundle as it was made; it never changes. */
export interface Bundle extends Readonly<BundleMade['data']> {
  readonly madeAt: Instant;
}

const fold: Fold<Bundle | undefined, BundleMade> = {
  initial: undefined,
  parse: (event) => BundleMade.parse(event),
  evolve: (_, { data }, madeAt) => ({ ...data, madeAt }),
  keyOf: () => undefined,
};

/** Bundles: one ledger stream each, of one commit, so that everything that was answered at once is known without a view. */
@Injectable()
export class BundleStreams {
  private readonly streams: LedgerStreams<Bundle | undefined, BundleMade>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(ROOT_SECRET) private readonly secret: Buffer,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 500);
  }

  /** The same command of the same clerk has the same bundle. */
  idOf(clerk: string, idempotencyKey: string): BundleId {
    return deriveId(this.secret, 'bundle', clerk, idempotencyKey);
  }

  /** Puts a bundle on record. On record already: nothing to do. Refused as `idempotency.key-reused` where the key was used for another selection. */
  async record(cause: string, made: BundleMade['data']): Promise<Result<void>> {
    const executed = await this.streams.execute(streamName(KIND, made.bundleId), {
      cause,
      actor: { kind: 'person', id: made.by },
      presumeNew: true,
      decide: (known) => {
        if (!known) return ok([{ type: 'BundleMade' as const, data: made }]);
        return isSame(known, made) ? ok([]) : refuse('idempotency.key-reused');
      },
    });
    return executed.ok ? ok(undefined) : executed;
  }

  /** @throws Refused `bundle.unknown`. */
  async get(bundleId: BundleId): Promise<Bundle> {
    const { state } = await this.streams.peek(streamName(KIND, bundleId));
    if (!state) throw new Refused({ code: 'bundle.unknown', params: {} });
    return state;
  }
}

const isSame = (one: BundleMade['data'], other: BundleMade['data']): boolean =>
  JSON.stringify([one.items, one.leftOut]) === JSON.stringify([other.items, other.leftOut]);

/** When a bundle was made; RFC 3339, UTC. */
export const madeAtOf = ({ madeAt }: Bundle): string => toIso(madeAt);
