import type { WorklistChange } from '@lianshen/contracts/api';
import type { StreamSink } from '@lianshen/platform/http';
import type { Log } from '@lianshen/platform/telemetry';
import type { ChangeKind } from './item-changes.js';

/** So many changes wait for one reader; whoever is further behind reads the list anew. */
const PENDING_MAX = 200;

export interface StreamTimes {
  readonly heartbeatMs: number;
  /** It ends by itself after so long, so that rights are looked at again. */
  readonly lifetimeMs: number;
}

/** One live connection to the worklist. What waits for its reader is bounded and told once, the newest version of each item. */
export class WorklistStream {
  private readonly pending = new Map<string, string>();
  private timers: NodeJS.Timeout[] = [];
  private isWriting = false;
  private hasEnded = false;

  /** @param isStillIn whether its reader would be let in still; it is asked with each heartbeat. */
  constructor(
    private readonly sink: StreamSink,
    private readonly isStillIn: () => Promise<boolean>,
    private readonly log: Log,
    private readonly times: StreamTimes,
  ) {}

  begin(): void {
    this.timers = [setInterval(() => void this.beat(), this.times.heartbeatMs), setTimeout(() => this.end(), this.times.lifetimeMs)];
    this.add('beat', ':\n\n');
  }

  tell(kind: ChangeKind, change: WorklistChange): void {
    if (this.pending.size >= PENDING_MAX) {
      this.pending.clear();
      this.add('reload', 'event: reload\ndata: {}\n\n');
    } else if (!this.pending.has('reload')) {
      this.add(`${kind} ${change.requestId}`, `event: ${kind}\ndata: ${JSON.stringify(change)}\n\n`);
    }
  }

  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    for (const timer of this.timers) clearInterval(timer);
    this.sink.end();
  }

  private async beat(): Promise<void> {
    const isIn = await this.isStillIn().catch((error: unknown) => {
      this.log.warn({ err: error }, 'it cannot be found out whether the reader of a stream is signed in; they come again');
      return false;
    });
    if (isIn) this.add('beat', ':\n\n');
    else this.end();
  }

  private add(key: string, text: string): void {
    this.pending.set(key, text);
    if (!this.isWriting) void this.write();
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    for (let [next] = this.pending; next && !this.hasEnded; [next] = this.pending) {
      this.pending.delete(next[0]);
      await this.sink.write(next[1]);
    }
    this.isWriting = false;
  }
}
