import { Inject, Injectable } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { inZone, toCivilDate, type Zone } from '@lianshen/contracts/working-time';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { gauge, METRICS } from '@lianshen/platform/telemetry';
import { Calendars } from '../calendars/calendars.js';
import { WatchDeadlines } from '../vetting/overdue/watch-deadlines.js';
import { CountAlarms } from './count-alarms.js';
import { totalsOf } from './self-check-event.js';
import { SelfCheckStreams, type SelfCheck } from './self-check-streams.js';

/** A day is checked so long after it is over: what was due in its last minute has had its time. */
const AFTER_MS = 3_600_000;
/** So many days that nobody checked are made up for. */
const DAYS_BACK = 7;

/**
 * Once a day, by the office's calendar, what alarms had to record on the day before is counted against what they recorded.
 * Every replica tries; what is on record is read, and not counted again.
 */
@Injectable()
export class DailySelfCheck {
  private newest: SelfCheck | undefined;

  constructor(
    @Inject(SelfCheckStreams) private readonly checks: SelfCheckStreams,
    @Inject(CountAlarms) private readonly count: CountAlarms,
    @Inject(WatchDeadlines) private readonly deadlines: WatchDeadlines,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(METRICS) registry: Registry,
  ) {
    const ofNewest = (read: (check: SelfCheck) => number) => () => (this.newest ? read(this.newest) : 0);
    gauge(registry, 'hub_alarms_due', 'what alarms had to record on the day that was checked last', ofNewest((check) => totalsOf(check).due));
    gauge(registry, 'hub_alarms_fired', 'what of it they recorded', ofNewest((check) => totalsOf(check).fired));
    gauge(registry, 'hub_alarms_late', 'what of it they recorded later than a minute', ofNewest((check) => totalsOf(check).late));
    gauge(registry, 'hub_alarms_missing', 'what of it they did not record; other than 0 is to be looked into', ofNewest((check) => totalsOf(check).missing));
    gauge(registry, 'hub_alarms_unexpected', 'what alarms recorded that was not to be recorded; other than 0 is to be looked into', ofNewest((check) => totalsOf(check).unexpected));
    gauge(registry, 'hub_alarms_checked_seconds', 'when the last self-check was, epoch seconds; 0 where none is on record', ofNewest(({ checkedAt }) => checkedAt / 1_000));
  }

  /** The zone in which days are counted: that of the jurisdiction's calendar. */
  get zone(): Zone {
    return this.calendars.of(COORDINATOR).zone;
  }

  /** Checks the days that are over and not on record. @throws Fault while the store is away; the next turn goes on. */
  async run(): Promise<void> {
    const last = inZone(this.clock.now() - AFTER_MS, this.zone).day - 1;
    const unchecked = await this.uncheckedUntil(last);
    // A coordinator that comes back has something to record that is late; it is not missing.
    if (unchecked.length > 0) await this.deadlines.reconcile();
    for (const day of unchecked) await this.checks.record(toCivilDate(day), await this.count.on(day, this.zone));
    this.newest = await this.checks.find(toCivilDate(last));
    await this.count.forgetBefore(last - DAYS_BACK);
  }

  /** Of the last days those after the earliest that is on record; all where only earlier ones are, and the last where none ever was. */
  private async uncheckedUntil(last: number): Promise<number[]> {
    const days = Array.from({ length: DAYS_BACK + 1 }, (_, index) => last - DAYS_BACK + index);
    const found = await Promise.all(days.map(async (day) => (await this.checks.find(toCivilDate(day))) !== undefined));
    const first = found.indexOf(true);
    if (first < 0 && (await this.checks.listDays()).length === 0) return [last];
    return days.filter((_, index) => index > first && !found[index]);
  }
}
