import { Inject, Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG, Shutdown } from '@lianshen/platform/process';
import { counter, gauge, METRICS, type Log } from '@lianshen/platform/telemetry';
import { BullAlarmClock } from '@lianshen/platform/timers';
import { ENVIRONMENT, type CoordinatorEnvironment } from '../../environment.js';

type OnAlarm = (caseId: string) => Promise<void>;

/** The alarm of each case, at its earliest due time. What is to be done when it rings is told later, by `onRing`. */
@Injectable()
export class CaseAlarms {
  private readonly clock: BullAlarmClock;
  private ring: OnAlarm = () => Promise.reject(new Error('nobody listens to alarms yet'));

  constructor(
    @Inject(ENVIRONMENT) environment: CoordinatorEnvironment,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOG) log: Log,
    @Inject(METRICS) registry: Registry,
    @Inject(Shutdown) shutdown: Shutdown,
  ) {
    const failures = counter(registry, 'hub_alarm_failures_total', 'alarms that could not be set or run; the reconciler makes good');
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

  count(): Promise<number> {
    return this.clock.count();
  }

  isReachable(): Promise<boolean> {
    return this.clock.isReachable();
  }
}
