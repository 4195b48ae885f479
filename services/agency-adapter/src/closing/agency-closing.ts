import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, toIso, type Result } from '@lianshen/contracts/kernel';
import type { Closed } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Refused } from '@lianshen/platform/http';
import { LedgerStore, LedgerStreams, streamName, Writer, type Fold } from '@lianshen/platform/ledger';
import { KeyVault } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';
import { ClosingEvent, recordClosing, type Closing } from './closing.js';

const fold: Fold<Closing | undefined, ClosingEvent> = {
  initial: undefined,
  parse: (event) => ClosingEvent.parse(event),
  evolve: (_, event) => event.data,
  keyOf: () => undefined,
};

/**
 * Whether the agency is merged into another by now. It stands in a ledger stream and is asked of the clock, so that the door
 * shuts at the moment, also where the message came days before and after every restart.
 */
@Injectable()
export class AgencyClosing {
  private readonly streams: LedgerStreams<Closing | undefined, ClosingEvent>;
  private readonly stream: string;
  private known: Closing | undefined;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) vault: KeyVault,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) environment: AdapterEnvironment,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 1);
    this.stream = streamName('closing', environment.AGENCY_ID);
  }

  /** Reads what is on record; run at the start and, for what another replica has recorded, again and again. */
  async refresh(): Promise<void> {
    if (!this.known) this.known = (await this.streams.load(this.stream)).state;
  }

  async record(closed: Closed, cause: string): Promise<Result<unknown>> {
    const executed = await this.streams.execute(this.stream, { cause, actor: { kind: 'agency', id: COORDINATOR }, decide: (known) => recordClosing(known, closed) });
    if (executed.ok) this.known = executed.value.folded.state;
    return executed;
  }

  get isClosed(): boolean {
    return this.known !== undefined && this.known.effectiveAt <= this.clock.now();
  }

  /** @throws Refused `agency.closed` from the effective time on. */
  mustBeOpen(): void {
    if (!this.known || !this.isClosed) return;
    const { effectiveAt, successor } = this.known;
    throw new Refused({ code: 'agency.closed', params: { since: toIso(effectiveAt), successor: successor.agency, successorName: successor.name.zh } });
  }
}
