import type { StreamSink } from '@lianshen/platform/http';
import type { Log } from '@lianshen/platform/telemetry';
import type { InboxRow } from '../store/notifier-store.js';
import { inboxItemOf } from './inbox-item.js';

type ReadAfter = (position: number, limit: number) => Promise<InboxRow[]>;

const PAGE = 100;

/**
 * One live connection. It reads what it sends from the inbox itself, so a notice that came while nobody was connected,
 * or through another process, is sent as any other.
 */
export class InboxStream {
  private position = 0;
  private pumping = false;
  private isStale = false;
  private ended = false;
  private timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly readAfter: ReadAfter,
    private readonly sink: StreamSink,
    private readonly log: Log,
    private readonly bounds: { readonly heartbeatMs: number; readonly lifetimeMs: number },
  ) {}

  /** @param after the position of the last notice that the reader has. */
  begin(after: number): void {
    if (this.ended) return;
    this.position = after;
    this.timers = [setInterval(() => this.beat(), this.bounds.heartbeatMs), setTimeout(() => this.end(), this.bounds.lifetimeMs)];
    this.beat();
  }

  /** There may be something new. */
  wake(): void {
    this.isStale = true;
    if (!this.pumping) void this.pump();
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    for (const timer of this.timers) clearInterval(timer);
    this.sink.end();
  }

  private beat(): void {
    if (!this.pumping) void this.sink.write(':\n\n');
    this.wake();
  }

  private async pump(): Promise<void> {
    this.pumping = true;
    try {
      while (this.isStale && !this.ended) {
        this.isStale = false;
        const rows = await this.readAfter(this.position, PAGE);
        for (const row of rows) await this.send(row);
        if (rows.length === PAGE) this.isStale = true;
      }
    } catch (error) {
      this.log.warn({ err: error }, 'the inbox cannot be read for a stream; its reader comes again');
      this.end();
    } finally {
      this.pumping = false;
    }
  }

  private async send(row: InboxRow): Promise<void> {
    if (this.ended) return;
    await this.sink.write(`event: notice\nid: ${row.position}\ndata: ${JSON.stringify(inboxItemOf(row))}\n\n`);
    this.position = row.position;
  }
}
