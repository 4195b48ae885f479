import { Defect } from '@lianshen/contracts/kernel';
import type { Clock } from '../clock/index.js';
import type { Log } from '../telemetry/log.js';
import type { Commit } from './commit.js';
import type { LedgerStore } from './ledger-store.js';
import { partsOfStream } from './stream-name.js';
import type { WriterMarks } from './writer-marks.js';
import type { Relay } from './writer.js';

const SCAN_EVERY_MS = 1_000;
const PAGE = 200;

/**
 * Relays what a dead writer left: its commits above its mark, by index on (writer, n). Publishing twice is
 * harmless, so a writer that was only slow is no danger.
 */
export class TakeOver {
  private readonly relays = new Map<string, Relay>();
  private timer: NodeJS.Timeout | undefined;
  private scanning: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly store: LedgerStore,
    private readonly marks: WriterMarks,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** @param kind the first token of the stream's name. */
  register(kind: string, relay: Relay): void {
    this.relays.set(kind, relay);
  }

  start(): void {
    this.timer = setInterval(() => void this.scan(), SCAN_EVERY_MS);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.scanning;
  }

  private scan(): Promise<void> {
    this.scanning ??= this.takeOverAll()
      .catch((error: unknown) => this.log.warn({ err: error }, 'take-over failed, to be tried again'))
      .finally(() => (this.scanning = undefined));
    return this.scanning;
  }

  private async takeOverAll(): Promise<void> {
    while (!this.stopping) {
      const mark = await this.marks.claimLapsed(this.clock.now());
      if (!mark) return;
      const relayed = await this.relayAfter(mark._id, mark.relayedTo);
      if (relayed > 0) this.log.info({ writer: mark._id, relayed }, 'relayed what a writer left');
    }
  }

  private async relayAfter(writer: string, mark: number): Promise<number> {
    let relayedTo = mark;
    let count = 0;
    for (;;) {
      const page = await this.store.readWriter(writer, relayedTo, PAGE);
      for (const commit of page) {
        await this.relay(commit);
        relayedTo = commit.n;
        count++;
      }
      await (page.length < PAGE ? this.marks.close(writer, relayedTo, true) : this.marks.save(writer, relayedTo, this.clock.now()));
      if (page.length < PAGE) return count;
    }
  }

  /** As in a writer, a defect is passed over aloud: it would come again each time and hold up all that follows. */
  private async relay(commit: Commit): Promise<void> {
    try {
      await this.relays.get(partsOfStream(commit.stream).kind)?.(commit);
    } catch (error) {
      if (!(error instanceof Defect)) throw error;
      this.log.error({ err: error, n: commit.n }, 'relay of a commit failed');
    }
  }
}
