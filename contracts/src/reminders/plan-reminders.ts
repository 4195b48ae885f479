import type { Instant } from '../kernel/index.js';
import type { PolicyAgency, Reminder } from '../policy/index.js';
import { addWorkingMinutes, instantIn, inZone, lastWorkingDay, limitMinutesBetween, toDayNumber, type WorkingCalendar } from '../working-time/index.js';
import { inOrder } from './in-order.js';
import { ladderSteps } from './ladder-steps.js';
import type { ReminderStep } from './reminder-step.js';

const MINUTE_MS = 60_000;

/** The time of a request up to its due time, from the moment at which that due time is set. */
export interface RunningTime {
  readonly from: Instant;
  readonly dueAt: Instant;
  /** Of its time before `from`, pauses left out. */
  readonly workedMinutes: number;
  /** Its limit is in minutes, so its time runs by the clock and not in office hours alone. */
  readonly byTheClock: boolean;
}

/**
 * Every reminder and every rung of the ladder for a due time, the earliest first. What lies before the moment at which the
 * due time is set is left out: it has been sent for the one before, or there is no time for it. Where the limit is in minutes
 * a reminder by working days has no meaning and is left out.
 */
export function planReminders({ reminders = [], ladder = [] }: Pick<PolicyAgency, 'reminders' | 'ladder'>, time: RunningTime, calendar: WorkingCalendar): ReminderStep[] {
  const before = reminders.flatMap((reminder) => stepsOf(reminder, time, calendar)).filter(({ at }) => at > time.from && at <= time.dueAt);
  return inOrder([...before, ...ladderSteps(ladder, time.dueAt, calendar)]);
}

function stepsOf({ share, workingDaysBefore = 0, tell = ['clerk'], mark }: Reminder, time: RunningTime, calendar: WorkingCalendar): ReminderStep[] {
  const name = share === undefined ? `before-${workingDaysBefore}` : `share-${share}`;
  const at = share === undefined ? momentBefore(workingDaysBefore, time, calendar) : momentOfShare(share, time, calendar);
  return at === undefined ? [] : tell.map((each) => ({ step: `${name}-${each}`, at, tell: each, ...(mark ? { mark } : {}) }));
}

/** When so much of the whole time is over, what was paused left out. Undefined where that lies in the past. */
function momentOfShare(share: number, { from, dueAt, workedMinutes, byTheClock }: RunningTime, calendar: WorkingCalendar): Instant | undefined {
  if (share === 100) return dueAt;
  const whole = workedMinutes + limitMinutesBetween(from, dueAt, byTheClock, calendar);
  const left = (whole * share) / 100 - workedMinutes;
  if (left <= 0) return undefined;
  return byTheClock ? Math.round(from + left * MINUTE_MS) : addWorkingMinutes(from, left, calendar).dueAt;
}

/** When the office opens on the working day that lies so many before the last working day of the time. */
function momentBefore(days: number, { dueAt, byTheClock }: RunningTime, calendar: WorkingCalendar): Instant | undefined {
  if (byTheClock) return undefined;
  const { zone, office } = calendar;
  return instantIn(toDayNumber(lastWorkingDay(inZone(dueAt, zone).day, days, calendar)), office.opensAtMinute, zone);
}
