import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, invariant, ok } from '@lianshen/contracts/kernel';
import { z } from 'zod';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore, LedgerStreams, streamName, Writer, type Fold } from '@lianshen/platform/ledger';
import { KeyVault, sha256 } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';
import { StandingOrder } from './standing-order.js';

const StandingOrderRecorded = z.strictObject({ type: z.literal('StandingOrderRecorded'), data: StandingOrder });
type StandingOrderRecorded = z.infer<typeof StandingOrderRecorded>;

const fold: Fold<StandingOrder | undefined, StandingOrderRecorded> = {
  initial: undefined,
  parse: (event) => StandingOrderRecorded.parse(event),
  evolve: (_, event) => event.data,
  keyOf: () => undefined,
};

/** Under which order machines answered stands in the ledger, each order once under its hash. */
@Injectable()
export class StandingOrderRecord {
  private readonly streams: LedgerStreams<StandingOrder | undefined, StandingOrderRecorded>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 10);
  }

  async record(): Promise<void> {
    const order = this.environment.STANDING_ORDER_FILE;
    if (!order) return;
    const recorded = await this.streams.execute(streamName('standing-order', sha256(canonicalJson(order))), {
      cause: 'start',
      actor: { kind: 'machine', id: 'standing-order' },
      decide: (state) => ok(state ? [] : [{ type: 'StandingOrderRecorded' as const, data: order }]),
    });
    invariant(recorded.ok, 'standing order: recording is never refused');
  }
}
