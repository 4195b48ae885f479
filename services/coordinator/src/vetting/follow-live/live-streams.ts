import { Inject, Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import type { CaseChanged } from '@lianshen/contracts/api';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { StreamSink } from '@lianshen/platform/http';
import { Shutdown } from '@lianshen/platform/process';
import { gauge, METRICS } from '@lianshen/platform/telemetry';
import { ChangedCases } from './changed-cases.js';

/** Bounds of the live connections. */
export interface LiveBounds {
  readonly openMax: number;
  readonly openOfPersonMax: number;
  readonly heartbeatMs: number;
  readonly lifetimeMs: number;
  /** A reader that has not taken so many changes is cut off; it comes again and reads anew. */
  readonly waitingMax: number;
}

export const LIVE_BOUNDS = Symbol('LIVE_BOUNDS');
export const STANDARD_LIVE_BOUNDS: LiveBounds = { openMax: 500, openOfPersonMax: 8, heartbeatMs: 15_000, lifetimeMs: 10 * 60_000, waitingMax: 5_000 };

/** The live connections of people who look on, so many and no more. */
@Injectable()
export class LiveStreams {
  private readonly open = new Map<LiveStream, string>();

  constructor(
    @Inject(ChangedCases) private readonly changes: ChangedCases,
    @Inject(LIVE_BOUNDS) private readonly bounds: LiveBounds,
    @Inject(METRICS) registry: Registry,
    @Inject(Shutdown) shutdown: Shutdown,
  ) {
    gauge(registry, 'hub_live_streams_open', 'live connections of people who look on', () => this.open.size);
    shutdown.add('work', async () => this.endAll());
  }

  /** @param isStillIn whether the person is signed in and has the right; asked with every beat. Refused: `live.streams-exhausted`. */
  begin(person: string, sink: StreamSink, isStillIn: () => Promise<boolean>): Result<void> {
    const ofPerson = [...this.open.values()].filter((each) => each === person).length;
    if (this.open.size >= this.bounds.openMax || ofPerson >= this.bounds.openOfPersonMax) return refuse('live.streams-exhausted');
    const stream = new LiveStream(sink, isStillIn, this.bounds);
    this.open.set(stream, person);
    const stop = this.changes.listen((changes) => stream.send(changes));
    sink.onClosed(() => {
      stop();
      stream.end();
      this.open.delete(stream);
    });
    return ok(undefined);
  }

  private endAll(): void {
    for (const stream of this.open.keys()) stream.end();
    this.open.clear();
  }
}

/** One live connection. */
class LiveStream {
  private readonly timers: NodeJS.Timeout[];
  private waiting = new Map<string, CaseChanged>();
  private writing = false;
  private ended = false;

  constructor(
    private readonly sink: StreamSink,
    private readonly isStillIn: () => Promise<boolean>,
    private readonly bounds: LiveBounds,
  ) {
    this.timers = [setInterval(() => void this.beat(), bounds.heartbeatMs), setTimeout(() => this.end(), bounds.lifetimeMs)];
    void this.sink.write(':\n\n');
  }

  /** Of a case that changes again before its reader has taken the last change, the newest is sent. */
  send(changes: readonly CaseChanged[]): void {
    for (const change of changes) this.waiting.set(change.caseId, change);
    if (this.waiting.size > this.bounds.waitingMax) this.end();
    else if (!this.writing) void this.drain();
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    for (const timer of this.timers) clearInterval(timer);
    this.waiting.clear();
    this.sink.end();
  }

  private async beat(): Promise<void> {
    const stays = await this.isStillIn().catch(() => false);
    if (!stays) this.end();
    else if (!this.writing && !this.ended) await this.sink.write(':\n\n');
  }

  private async drain(): Promise<void> {
    this.writing = true;
    while (this.waiting.size > 0 && !this.ended) {
      const changes = [...this.waiting.values()];
      this.waiting.clear();
      await this.sink.write(changes.map((change) => `event: changed\ndata: ${JSON.stringify(change)}\n\n`).join(''));
    }
    this.writing = false;
  }
}
