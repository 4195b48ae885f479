import { Inject, Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { refuse, ok, type PartyId, type Result } from '@lianshen/contracts/kernel';
import type { StreamSink } from '@lianshen/platform/http';
import { LOG, Shutdown } from '@lianshen/platform/process';
import { gauge, METRICS, type Log } from '@lianshen/platform/telemetry';
import { NotifierStore } from '../store/notifier-store.js';
import { InboxStream } from './inbox-stream.js';

/** Bounds of the live connections. One ends by itself, so that rights are looked at again. */
export interface StreamBounds {
  readonly openMax: number;
  readonly openOfDeskMax: number;
  readonly heartbeatMs: number;
  readonly lifetimeMs: number;
}

export const STREAM_BOUNDS = Symbol('STREAM_BOUNDS');
export const STANDARD_STREAM_BOUNDS: StreamBounds = { openMax: 500, openOfDeskMax: 50, heartbeatMs: 15_000, lifetimeMs: 10 * 60_000 };

/** The live connections to the inboxes, so many and no more. */
@Injectable()
export class InboxStreams {
  private readonly open = new Map<InboxStream, PartyId>();

  constructor(
    @Inject(NotifierStore) private readonly store: NotifierStore,
    @Inject(STREAM_BOUNDS) private readonly bounds: StreamBounds,
    @Inject(LOG) private readonly log: Log,
    @Inject(METRICS) registry: Registry,
    @Inject(Shutdown) shutdown: Shutdown,
  ) {
    gauge(registry, 'hub_inbox_streams_open', 'live connections to inboxes', () => this.open.size);
    shutdown.add('work', async () => this.endAll());
  }

  /** Begins a stream behind a position, or behind what is there now. @returns the refusal `inbox.streams-exhausted` when there are too many. */
  async begin(desk: PartyId, after: number | undefined, sink: StreamSink): Promise<Result<void>> {
    const ofDesk = [...this.open.values()].filter((each) => each === desk).length;
    if (this.open.size >= this.bounds.openMax || ofDesk >= this.bounds.openOfDeskMax) return refuse('inbox.streams-exhausted');
    const stream = new InboxStream((position, limit) => this.store.inbox.find({ desk, position: { $gt: position } }).sort({ position: 1 }).limit(limit).toArray(), sink, this.log, this.bounds);
    this.open.set(stream, desk);
    sink.onClosed(() => {
      stream.end();
      this.open.delete(stream);
    });
    stream.begin(after ?? (await this.newest(desk)));
    return ok(undefined);
  }

  /** Something new is in the inbox of a desk. */
  wake(desk: PartyId): void {
    for (const [stream, its] of this.open) if (its === desk) stream.wake();
  }

  private async newest(desk: PartyId): Promise<number> {
    const [row] = await this.store.inbox.find({ desk }).sort({ position: -1 }).limit(1).toArray();
    return row?.position ?? 0;
  }

  private endAll(): void {
    for (const stream of this.open.keys()) stream.end();
    this.open.clear();
  }
}
