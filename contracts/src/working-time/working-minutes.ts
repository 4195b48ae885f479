import { invariant } from '../kernel/index.js';
import { kindOfDay, type WorkingCalendar } from './calendar.js';
import type { Due } from './due-at.js';
import { instantIn, inZone } from './zone.js';

/** About 27 years: no two instants of one case lie further apart. */
const SPAN_DAYS_MAX = 10_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * How long the office was open between two instants, in minutes with fractions: what a pause takes from a time limit.
 * @param from epoch milliseconds. @param to epoch milliseconds; 0 when it is not later. @throws Defect over 10,000 days apart.
 */
export function workingMinutesBetween(from: number, to: number, calendar: WorkingCalendar): number {
  const { zone, office } = calendar;
  const [first, last] = [inZone(from, zone), inZone(to, zone)];
  invariant(last.day - first.day <= SPAN_DAYS_MAX, 'workingMinutesBetween: the instants lie more than 10,000 days apart');
  let minutes = 0;
  for (let day = first.day; day <= last.day; day += 1) {
    if (!kindOfDay(day, calendar).working) continue;
    const begins = day === first.day ? Math.max(office.opensAtMinute, first.minute) : office.opensAtMinute;
    const ends = day === last.day ? Math.min(office.closesAtMinute, last.minute) : office.closesAtMinute;
    minutes += Math.max(0, ends - begins);
  }
  return minutes;
}

/** The same up to an instant that somebody chose, however far off: what lies beyond the days that are counted over adds nothing. */
export const boundedWorkingMinutes = (from: number, to: number, calendar: WorkingCalendar): number =>
  workingMinutesBetween(from, Math.min(to, from + (SPAN_DAYS_MAX - 1) * DAY_MS), calendar);

/** Minutes between two instants as a limit counts them: by the clock where it is in minutes, else while the office is open. 0 where `to` is not later. */
export const limitMinutesBetween = (from: number, to: number, byTheClock: boolean, calendar: WorkingCalendar): number =>
  byTheClock ? Math.max(0, to - from) / MINUTE_MS : boundedWorkingMinutes(from, to, calendar);

/**
 * An instant moved on by so many minutes in which the office is open.
 * @param at epoch milliseconds. @param minutes at least 0; 0 leaves the instant as it is.
 */
export function addWorkingMinutes(at: number, minutes: number, calendar: WorkingCalendar): Due {
  invariant(minutes >= 0 && Number.isFinite(minutes), 'addWorkingMinutes: the minutes are a number, at least 0');
  if (minutes === 0) return { dueAt: at, provisional: false };
  const { zone, office } = calendar;
  const start = inZone(at, zone);
  let [left, provisional] = [minutes, false];
  for (let day = start.day; day - start.day <= SPAN_DAYS_MAX; day += 1) {
    const kind = kindOfDay(day, calendar);
    provisional ||= kind.provisional;
    if (!kind.working) continue;
    const begins = day === start.day ? Math.max(office.opensAtMinute, start.minute) : office.opensAtMinute;
    const open = Math.max(0, office.closesAtMinute - begins);
    if (left <= open) return { dueAt: Math.round(instantIn(day, begins + left, zone)), provisional };
    left -= open;
  }
  throw new RangeError('addWorkingMinutes: the instant lies more than 10,000 days ahead');
}
