import { invariant } from '../kernel/index.js';
import { kindOfDay, type WorkingCalendar } from './calendar.js';
import { type DayNumber, toCivilDate, toDayNumber } from './civil-date.js';
import { type CountingRule, USUAL_RULE } from './counting-rule.js';
import { addWorkingDays, workingDaysBetween } from './working-days.js';
import { instantIn, inZone } from './zone.js';

/** A time limit: working days by the calendar, or minutes by the clock, office hours or not. */
export type TimeLimit = { readonly workingDays: number } | { readonly minutes: number };

export interface Due {
  /** Epoch milliseconds; a reply at this very instant is in time. */
  readonly dueAt: number;
  /** A year without a calendar was counted Monday to Friday (暂定); compute again once it is known, keep both. */
  readonly provisional: boolean;
}

/**
 * The day on which something counts as received. Under `first` a day whose office has closed never counts, or a limit
 * could end before it began.
 */
export function dayOfReceipt(at: number, { zone, office }: WorkingCalendar, rule: CountingRule = USUAL_RULE): DayNumber {
  const { day, minute } = inZone(at, zone);
  const isLate = minute > office.closesAtMinute && (office.afterHours === 'next-day' || rule === 'first');
  return isLate ? day + 1 : day;
}

/**
 * When a time limit that begins with a receipt ends.
 *
 * Working days: under `next` counting begins on the first working day after the day of receipt, under `first` the day of
 * receipt counts where it is worked. The limit ends when the office closes on the last day; what is received after closing
 * counts as received the next calendar day, so a letter of Friday evening counts like one of Saturday. Minutes are elapsed
 * minutes, under either rule.
 *
 * @param receivedAt epoch milliseconds. @param limit whole and positive. @throws Defect on any other limit.
 */
export function dueAt(receivedAt: number, limit: TimeLimit, calendar: WorkingCalendar, rule: CountingRule = USUAL_RULE): Due {
  if ('minutes' in limit) {
    invariant(Number.isInteger(limit.minutes) && limit.minutes >= 1, 'dueAt: minutes are a whole positive number');
    return { dueAt: receivedAt + limit.minutes * 60_000, provisional: false };
  }
  const received = dayOfReceipt(receivedAt, calendar, rule);
  const before = rule === 'first' ? received - 1 : received;
  const { date, provisional } = addWorkingDays(toCivilDate(before), limit.workingDays, calendar);
  return { dueAt: instantIn(toDayNumber(date), calendar.office.closesAtMinute, calendar.zone), provisional };
}

/**
 * By how many working days something is late (逾期n个工作日), for the mark on a late reply.
 * 0 when it is in time; else the working days after the due day up to the day of receipt, that day included,
 * and at least 1: who answers after the deadline is late, also on a Sunday.
 * @param due epoch milliseconds. @param at epoch milliseconds of receipt.
 */
export function workingDaysLate(due: number, at: number, calendar: WorkingCalendar): number {
  if (at <= due) return 0;
  const days = workingDaysBetween(toCivilDate(inZone(due, calendar.zone).day), toCivilDate(dayOfReceipt(at, calendar)), calendar);
  return Math.max(1, days);
}

/** @returns whether the office is open at that instant. */
export function isOfficeOpen(at: number, calendar: WorkingCalendar): boolean {
  const { day, minute } = inZone(at, calendar.zone);
  return kindOfDay(day, calendar).working && minute >= calendar.office.opensAtMinute && minute <= calendar.office.closesAtMinute;
}
