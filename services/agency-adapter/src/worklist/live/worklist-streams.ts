import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import type { Registry } from 'prom-client';
import type { WorklistChange } from '@lianshen/contracts/api';
import { ok, refuse, type RequestId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { StreamSink } from '@lianshen/platform/http';
import { LOG, Shutdown } from '@lianshen/platform/process';
import { gauge, METRICS, type Log } from '@lianshen/platform/telemetry';
import { WORK_ITEM, type WorkItem, type WorkItems } from '../../views/work-item.model.js';
import { ItemChanges, type ChangeKind } from './item-changes.js';
import { WorklistStream, type StreamTimes } from './worklist-stream.js';

export interface StreamBounds extends StreamTimes {
  readonly openMax: number;
  readonly openOfPersonMax: number;
}

export const STREAM_BOUNDS = Symbol('STREAM_BOUNDS');
export const STANDARD_STREAM_BOUNDS: StreamBounds = { openMax: 500, openOfPersonMax: 6, heartbeatMs: 15_000, lifetimeMs: 10 * 60_000 };

/** A row is put some hundred ms after its commit, and the clocks of two machines differ by less than the rest of it. */
const LOOK_BACK_MS = 10_000;
const LOOKED_AT_MAX = 500;
const TOLD_MAX = 5_000;

/** The live connections to the worklist, so many and no more. They learn what this process changes at once, and what another does by its rows. */
@Injectable()
export class WorklistStreams {
  private readonly open = new Map<WorklistStream, string>();
  /** The newest version of each item that was told, so that its row tells it no second time. */
  private readonly told = new LRUCache<RequestId, number>({ max: TOLD_MAX });

  constructor(
    @InjectModel(WORK_ITEM) private readonly rows: WorkItems,
    @Inject(STREAM_BOUNDS) private readonly bounds: StreamBounds,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
    @Inject(ItemChanges) changes: ItemChanges,
    @Inject(METRICS) registry: Registry,
    @Inject(Shutdown) shutdown: Shutdown,
  ) {
    gauge(registry, 'hub_worklist_streams_open', 'live connections to the worklist', () => this.open.size);
    shutdown.add('work', async () => this.endAll());
    changes.listen((kind, change) => this.tell(kind, change));
  }

  /** Begins a stream for one person. @returns the refusal `worklist.streams-exhausted` where there are too many. */
  begin(person: string, sink: StreamSink, isStillIn: () => Promise<boolean>): Result<void> {
    const ofPerson = [...this.open.values()].filter((each) => each === person).length;
    if (this.open.size >= this.bounds.openMax || ofPerson >= this.bounds.openOfPersonMax) return refuse('worklist.streams-exhausted');
    const stream = new WorklistStream(sink, isStillIn, this.log, this.bounds);
    this.open.set(stream, person);
    sink.onClosed(() => {
      stream.end();
      this.open.delete(stream);
    });
    stream.begin();
    return ok(undefined);
  }

  /** One look at what other processes have changed of late; none where nobody follows. */
  async lookAtRows(): Promise<void> {
    if (this.open.size === 0) return;
    const since = new Date(this.clock.now() - LOOK_BACK_MS);
    const changed = await this.rows.find({ changedAt: { $gt: since } }, { seq: 1 }).sort({ changedAt: -1, _id: 1 }).limit(LOOKED_AT_MAX).lean<Pick<WorkItem, '_id' | 'seq'>[]>().exec();
    for (const { _id: requestId, seq: version } of changed) if ((this.told.get(requestId) ?? 0) < version) this.tell('changed', { requestId, version });
  }

  private tell(kind: ChangeKind, change: WorklistChange): void {
    if (kind === 'changed') this.told.set(change.requestId, change.version);
    for (const stream of this.open.keys()) stream.tell(kind, change);
  }

  private endAll(): void {
    for (const stream of this.open.keys()) stream.end();
    this.open.clear();
  }
}
