import { Defect } from '@lianshen/contracts/kernel';
import type { Clock } from '../clock/index.js';
import type { Log } from '../telemetry/log.js';
import type { Commit } from './commit.js';
import type { LedgerStore } from './ledger-store.js';
import { partsOfStream } from './stream-name.js';
import type { WriterMarks } from './writer-marks.js';
import { DOUBT_MS, type Relay } from './writer.js';

const SCAN_EVERY_MS = 1_000;
const PAGE = 200;

/**
 * Relays what a dead writer left: its commits above its mark, by index on (writer, n). Publishing twice is
 * harmless, so a writer that was only slow is no danger.
 */
export class TakeOver {
  private readonly relays = new Map<string, Relay>();
  /** What this instance relayed of each writer that may still have something on its way. */
  private readonly relayed = new Map<string, Set<number>>();
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
      const now = this.clock.now();
      const mark = await this.marks.claimLapsed(now);
      if (!mark) return;
      const relayed = await this.relayAfter(mark._id, mark.relayedTo);
      if (relayed > 0) this.log.info({ writer: mark._id, relayed }, 'relayed what a writer left');
      // An insert that was on its way when the writer went may still land below what is seen now.
      if (now - mark.lapsedAt.getTime() < DOUBT_MS) continue;
      await this.marks.close(mark._id, mark.relayedTo, true);
      this.relayed.delete(mark._id);
    }
  }

  /** @returns how many were relayed; those that this instance relayed before are passed over. */
  private async relayAfter(writer: string, mark: number): Promise<number> {
    const done = this.relayed.get(writer) ?? new Set<number>();
    this.relayed.set(writer, done);
    const before = done.size;
    for (let after = mark; ; ) {
      const page = await this.store.readWriter(writer, after, PAGE);
      for (const commit of page.filter(({ n }) => !done.has(n))) {
        await this.relay(commit);
        done.add(commit.n);
      }
      after = page.at(-1)?.n ?? after;
      if (page.length < PAGE) return done.size - before;
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
