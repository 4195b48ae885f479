import { Queue, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import type { Log } from '../telemetry/log.js';
import { jobIdOf, SetAlarms, type DueAlarm, type WrongAlarms } from './set-alarms.js';

/** One alarm a subject, at its earliest due time. It decides nothing: it wakes the handler, which sends a command. */
export interface AlarmClock {
  /** @param dueAt epoch ms. */
  set(id: string, dueAt: number): void;
  clear(id: string): void;
}

interface AlarmClockOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly now: () => number;
  readonly log: Log;
  /** Wakes for one subject. What it throws is tried again by BullMQ, and in the end by the reconciler. */
  readonly onAlarm: (id: string) => Promise<void>;
  readonly onFailure: () => void;
}

const QUEUE = 'alarms';
const FLUSH_MS = 25;
/** An alarm that rings at this moment is set anew once it has rung. */
const RINGS_RETRY_MS = 250;
const PENDING_MAX = 100_000;
const CONCURRENCY = 32;
const ADD_CHUNK = 500;
const CLOSE_MS = 3_000;
/** The alarm of a process that is gone is another's after one to two of these. */
const HELD_MS = 10_000;
/** A Redis that takes a command and never answers is away, too. */
const COMMAND_MS = 10_000;
/** BullMQ tells in a stream of Redis what became of each job; nobody reads it here. */
const EVENTS_KEPT = 100;

/**
 * Alarms in BullMQ. Redis is only the alarm clock: what it loses the reconciler sets again from MongoDB, so a
 * failure here is counted and never stops a case.
 */
export class BullAlarmClock implements AlarmClock {
  private readonly queueConnection: Redis;
  private readonly workerConnection: Redis;
  private readonly queue: Queue;
  private readonly worker: Worker;
  private readonly inRedis: SetAlarms;
  private pending = new Map<string, number | null>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(private readonly options: AlarmClockOptions) {
    const { redisUrl, prefix } = options;
    // A command that meets a dead server fails with the next attempt to connect; without the offline queue BullMQ
    // would take the very first moment for a failure that never ends.
    this.queueConnection = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS, retryStrategy });
    this.workerConnection = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy });
    for (const connection of [this.queueConnection, this.workerConnection]) connection.on('error', () => options.onFailure());
    this.queue = new Queue(QUEUE, { connection: this.queueConnection, prefix, skipWaitingForReady: true, streams: { events: { maxLen: EVENTS_KEPT } } });
    this.inRedis = new SetAlarms(this.queueConnection, `${prefix}:${QUEUE}`, options.now);
    this.worker = new Worker(QUEUE, (job: Job<{ id: string }>) => options.onAlarm(job.data.id), {
      connection: this.workerConnection,
      prefix,
      concurrency: CONCURRENCY,
      lockDuration: HELD_MS,
      stalledInterval: HELD_MS,
    });
    this.queue.on('error', () => options.onFailure());
    this.worker.on('error', () => options.onFailure());
    this.worker.on('failed', () => options.onFailure());
  }

  set(id: string, dueAt: number): void {
    this.put(id, dueAt);
  }

  clear(id: string): void {
    this.put(id, null);
  }

  /** Whether Redis answers; for readiness. */
  async isReachable(): Promise<boolean> {
    return (await this.queueConnection.ping()) === 'PONG';
  }

  /** Which of these are not set as they ought to be. @throws while Redis is away. */
  findWrong(alarms: readonly DueAlarm[]): Promise<WrongAlarms> {
    return this.inRedis.findWrong(alarms);
  }

  /** Sets alarms that are known to be missing; one that was set meanwhile stays as it is. @throws while Redis is away. */
  async add(alarms: readonly DueAlarm[]): Promise<void> {
    for (let start = 0; start < alarms.length; start += ADD_CHUNK) await this.queue.addBulk(alarms.slice(start, start + ADD_CHUNK).map(({ id, dueAt }) => this.jobOf(id, dueAt)));
  }

  /** The ids of the alarms that wait, in portions. @throws while Redis is away. */
  waitingIds(): AsyncGenerator<string[]> {
    return this.inRedis.waitingIds();
  }

  /**
   * Takes a mark that one process alone can have, until it lapses or Redis is emptied.
   * @returns false while another has it. @throws while Redis is away.
   */
  async claim(mark: string, lapsesAfterMs: number): Promise<boolean> {
    return (await this.queueConnection.set(this.keyOf(mark), '1', 'PX', lapsesAfterMs, 'NX')) === 'OK';
  }

  async release(mark: string): Promise<void> {
    await this.queueConnection.del(this.keyOf(mark));
  }

  /** How many alarms are set; the reconciler compares it with what MongoDB says is due. */
  async count(): Promise<number> {
    const counts = await this.queue.getJobCounts('delayed', 'waiting', 'active', 'prioritized');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  get pendingCount(): number {
    return this.pending.size;
  }

  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.timer);
    await this.flushing;
    await this.flush();
    await this.closeWithinBound();
    this.queueConnection.disconnect();
    this.workerConnection.disconnect();
  }

  /** BullMQ waits for a Redis that is away for as long as it is away; the process must end all the same. */
  private async closeWithinBound(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const bound = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)));
    await Promise.race([Promise.allSettled([this.worker.close(this.workerConnection.status !== 'ready'), this.queue.close()]), bound]);
    clearTimeout(timer);
  }

  private keyOf(mark: string): string {
    return `${this.options.prefix}:${QUEUE}-${mark}`;
  }

  private put(id: string, dueAt: number | null): void {
    if (this.pending.size >= PENDING_MAX) return this.options.onFailure();
    this.pending.set(id, dueAt);
    this.flushIn(FLUSH_MS);
  }

  private flushIn(ms: number): void {
    this.timer ??= setTimeout(() => {
      // One flush after the other: two at once could leave an alarm at the time that it had before.
      this.flushing = this.flushing.then(() => this.flush());
    }, ms);
  }

  /** Set and clear wait a moment together: a case that ends at once costs Redis nothing. */
  private async flush(): Promise<void> {
    const pending = [...this.pending];
    this.pending = new Map();
    this.timer = undefined;
    try {
      const removed = await Promise.all(pending.map(([id]) => this.queue.remove(jobIdOf(id))));
      const due = pending.flatMap(([id, dueAt], index) => (dueAt === null ? [] : [{ id, dueAt, rings: removed[index] === 0 }]));
      await this.add(due.filter(({ rings }) => !rings));
      this.setOnceRung(due.filter(({ rings }) => rings));
    } catch (error) {
      this.options.onFailure();
      this.options.log.warn({ err: error }, 'alarms cannot be set; the reconciler will');
    }
  }

  /** While an alarm rings its job has the id, and BullMQ would ignore another in silence. */
  private setOnceRung(alarms: readonly DueAlarm[]): void {
    if (this.closing || alarms.length === 0) return;
    for (const { id, dueAt } of alarms) if (!this.pending.has(id)) this.pending.set(id, dueAt);
    this.flushIn(RINGS_RETRY_MS);
  }

  private jobOf(id: string, dueAt: number) {
    const delay = Math.max(0, dueAt - this.options.now());
    // An id that still exists is ignored in silence, also after it ended: so nothing that ended is kept.
    const opts = { jobId: jobIdOf(id), delay, removeOnComplete: true, removeOnFail: true, attempts: 3, backoff: { type: 'exponential', delay: 1_000 } };
    return { name: 'alarm', data: { id }, opts };
  }
}

const retryStrategy = (times: number): number => Math.min(times * 100, 2_000);
