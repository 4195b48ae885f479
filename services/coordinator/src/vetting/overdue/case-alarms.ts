import { Inject, Injectable } from '@nestjs/common';
import type { Counter, Registry } from 'prom-client';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG, Shutdown } from '@lianshen/platform/process';
import { counter, gauge, METRICS, type Log } from '@lianshen/platform/telemetry';
import { BullAlarmClock, type DueAlarm, type WrongAlarms } from '@lianshen/platform/timers';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';

type OnAlarm = (caseId: string) => Promise<void>;
/** What was wrong with an alarm that was put right: lost, at another time, of a case without anything due, or never rung. */
type Wrong = 'missing' | 'moved' | 'stale' | 'missed';

/** The mark of whoever compares all alarms; while it is in Redis, Redis was not emptied. */
const COMPARED = 'compared';

/** The alarm of each case, at its earliest due time. What is to be done when it rings is told later, by `onRing`. */
@Injectable()
export class CaseAlarms {
  private readonly clock: BullAlarmClock;
  private readonly righted: Counter<'wrong'>;
  private ring: OnAlarm = () => Promise.reject(new Error('nobody listens to alarms yet'));

  constructor(
    @Inject(ENVIRONMENT) environment: CoordinatorEnvironment,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOG) log: Log,
    @Inject(METRICS) registry: Registry,
    @Inject(Shutdown) shutdown: Shutdown,
  ) {
    const failures = counter(registry, 'hub_alarm_failures_total', 'alarms that could not be set or run; the reconciler makes good');
    this.righted = counter(registry, 'hub_alarms_righted_total', 'alarms that the reconciler found missing, moved, stale or missed, and put right', ['wrong']);
    this.clock = new BullAlarmClock({
      redisUrl: environment.REDIS_URL,
      prefix: environment.REDIS_PREFIX,
      now: () => clock.now(),
      log,
      onAlarm: (caseId) => this.ring(caseId),
      onFailure: () => failures.inc(),
    });
    gauge(registry, 'hub_alarms_pending', 'alarms on their way to Redis', () => this.clock.pendingCount);
    shutdown.add('ground', () => this.clock.close());
  }

  onRing(ring: OnAlarm): void {
    this.ring = ring;
  }

  set(caseId: string, dueAt: number): void {
    this.clock.set(caseId, dueAt);
  }

  clear(caseId: string): void {
    this.clock.clear(caseId);
  }

  /** Of these and below: @throws while Redis is away. */
  findWrong(alarms: readonly DueAlarm[]): Promise<WrongAlarms> {
    return this.clock.findWrong(alarms);
  }

  add(alarms: readonly DueAlarm[]): Promise<void> {
    return this.clock.add(alarms);
  }

  waitingIds(): AsyncGenerator<string[]> {
    return this.clock.waitingIds();
  }

  /** Whether this process is the one that compares all alarms now: nobody has for so long, or Redis was emptied. */
  claimComparing(everyMs: number): Promise<boolean> {
    return this.clock.claim(COMPARED, everyMs);
  }

  /** What was begun was not brought to its end: the next turn begins anew. */
  releaseComparing(): Promise<void> {
    return this.clock.release(COMPARED);
  }

  count(): Promise<number> {
    return this.clock.count();
  }

  isReachable(): Promise<boolean> {
    return this.clock.isReachable();
  }

  /** Counts what was put right. */
  wasRighted(wrong: Wrong, alarms: number): void {
    this.righted.inc({ wrong }, alarms);
  }
}
