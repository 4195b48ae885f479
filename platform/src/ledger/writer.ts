import { Defect, Fault } from '@lianshen/contracts/kernel';
import type { Clock } from '../clock/index.js';
import type { Log } from '../telemetry/log.js';
import type { Commit } from './commit.js';
import type { AppendOutcome, LedgerStore } from './ledger-store.js';
import { RelayProgress } from './relay-progress.js';
import type { WriterMarks } from './writer-marks.js';

export type CommitDraft = Omit<Commit, 'writer' | 'n'>;

/** Publishes and updates views for one commit. May run twice for one commit; what it does must bear that. */
export type Relay = (commit: Commit) => Promise<void>;

const SAVE_EVERY_MS = 200;
const HEARTBEAT_MS = 1_000;
const RELAY_RETRY_MAX_MS = 10_000;
/** A commit whose insert never answered is looked for so long; no server executes it later than that. */
export const DOUBT_MS = 60_000;
/** So many commits may wait for their views and messages before new ones are refused. */
const BACKLOG_MAX = 20_000;

/**
 * One incarnation of a process as a writer of its ledger. It numbers its commits, relays each after it stands,
 * and saves how far it got; when it dies, another instance relays what is left (`TakeOver`).
 */
export class Writer {
  private readonly progress = new RelayProgress();
  private readonly doubtful = new Map<number, { since: number; relay: Relay }>();
  private timer: NodeJS.Timeout | undefined;
  private saving: Promise<void> | undefined;
  private saved = { mark: 0, at: 0 };
  private stopping = false;

  constructor(
    readonly id: string,
    private readonly store: LedgerStore,
    private readonly marks: WriterMarks,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Registers the incarnation. Nothing may be appended before this has resolved. */
  async start(): Promise<void> {
    await this.marks.register(this.id, this.clock.now());
    this.timer = setInterval(() => void this.tick(), SAVE_EVERY_MS);
  }

  /**
   * Inserts a commit and, when it stands, relays it in the background.
   * @throws Fault when the outcome is unknown; the commit is then looked for and relayed if it does stand.
   */
  async append(draft: CommitDraft, relay: Relay): Promise<AppendOutcome> {
    // What was never tried is in no doubt, so it takes no number.
    if (!this.store.hasRoom) throw new Fault('too many commits are waiting for the store');
    if (this.progress.openCount >= BACKLOG_MAX) throw new Fault('the relay is behind; nothing more is accepted until it has caught up');
    const commit: Commit = { ...draft, writer: this.id, n: this.progress.take() };
    try {
      const outcome = await this.store.append(commit);
      if (outcome === 'lost') this.progress.settle(commit.n);
      else void this.relayUntilDone(commit, relay);
      return outcome;
    } catch (error) {
      this.doubtful.set(commit.n, { since: this.clock.now(), relay });
      throw error;
    }
  }

  /** Commits that stand and whose views and messages are not out yet. */
  get backlog(): number {
    return this.progress.openCount;
  }

  /** Waits, within the bound, until all is relayed, and gives up the lease. */
  async stop(withinMs = 3_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (this.progress.openCount > 0 && Date.now() < until) await sleep(20);
    this.stopping = true;
    clearInterval(this.timer);
    await this.saving;
    await this.marks.close(this.id, this.progress.relayedTo, this.progress.openCount === 0);
  }

  private async relayUntilDone(commit: Commit, relay: Relay): Promise<void> {
    for (let delay = 50; !this.stopping; delay = Math.min(delay * 2, RELAY_RETRY_MAX_MS)) {
      try {
        await relay(commit);
        return this.progress.settle(commit.n);
      } catch (error) {
        // A defect would come again each time; it is passed over aloud, and the reconciler re-sends what is owed.
        this.log.error({ err: error, n: commit.n }, 'relay of a commit failed');
        if (error instanceof Defect) return this.progress.settle(commit.n);
        await sleep(delay);
      }
    }
  }

  private async tick(): Promise<void> {
    if (this.saving) return;
    const now = this.clock.now();
    const moved = this.progress.relayedTo !== this.saved.mark;
    if (!moved && now - this.saved.at < HEARTBEAT_MS) return;
    this.saved = { mark: this.progress.relayedTo, at: now };
    this.saving = this.save(now).finally(() => (this.saving = undefined));
    await this.saving;
  }

  private async save(now: number): Promise<void> {
    try {
      await this.marks.save(this.id, this.saved.mark, now);
      await this.settleDoubts(now);
    } catch (error) {
      this.saved = { mark: -1, at: 0 };
      this.log.warn({ err: error }, 'the relay mark cannot be saved');
    }
  }

  private async settleDoubts(now: number): Promise<void> {
    for (const [n, { since, relay }] of this.doubtful) {
      const [found] = await this.store.readWriter(this.id, n - 1, 1);
      const stands = found?.n === n;
      if (!stands && now - since < DOUBT_MS) continue;
      this.doubtful.delete(n);
      if (stands) void this.relayUntilDone(found, relay);
      else this.progress.settle(n);
    }
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
