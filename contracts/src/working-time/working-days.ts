import { invariant } from '../kernel/index.js';
import { kindOfDay, type WorkingCalendar } from './calendar.js';
import { type CivilDate, type DayNumber, toCivilDate, toDayNumber } from './civil-date.js';

/** More working days than any rule of this field sets, so that a wrong unit is noticed. */
const WORKING_DAYS_MAX = 5_000;
/** About 27 years: no two instants of one case lie further apart. */
const SPAN_DAYS_MAX = 10_000;

export interface WorkingDay {
  readonly date: CivilDate;
  /** At least one day that was counted lies in a year without a calendar (暂定). */
  readonly provisional: boolean;
}

/** @returns whether people work on that day. */
export const isWorkingDay = (date: CivilDate, calendar: WorkingCalendar): boolean =>
  kindOfDay(toDayNumber(date), calendar).working;

/**
 * The n-th working day after a date; the date itself is never counted (收到次日起).
 * @param date `YYYY-MM-DD`. @param workingDays a whole number, 1 to 5000. @throws Defect on any other number.
 */
export function addWorkingDays(date: CivilDate, workingDays: number, calendar: WorkingCalendar): WorkingDay {
  invariant(
    Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= WORKING_DAYS_MAX,
    'addWorkingDays: the number of working days is a whole number from 1 to 5000',
  );
  let day: DayNumber = toDayNumber(date);
  let provisional = false;
  for (let left = workingDays; left > 0; ) {
    day += 1;
    const kind = kindOfDay(day, calendar);
    provisional ||= kind.provisional;
    if (kind.working) left -= 1;
  }
  return { date: toCivilDate(day), provisional };
}

/**
 * The last working day on or before a day, or the one that lies so many working days before it.
 * @param workingDaysBefore a whole number, 0 to 5000. @returns `YYYY-MM-DD`. @throws Defect on any other number.
 */
export function lastWorkingDay(day: DayNumber, workingDaysBefore: number, calendar: WorkingCalendar): CivilDate {
  invariant(Number.isInteger(workingDaysBefore) && workingDaysBefore >= 0 && workingDaysBefore <= WORKING_DAYS_MAX, 'lastWorkingDay: the number of working days is a whole number from 0 to 5000');
  let [at, left] = [day, workingDaysBefore];
  for (; !kindOfDay(at, calendar).working || left > 0; at -= 1) if (kindOfDay(at, calendar).working) left -= 1;
  return toCivilDate(at);
}

/**
 * How many working days lie after one date up to and including another; 0 when `upTo` is not later.
 * @param after not counted. @param upTo counted when it is a working day. @throws Defect over 10,000 days apart.
 */
export function workingDaysBetween(after: CivilDate, upTo: CivilDate, calendar: WorkingCalendar): number {
  const [first, last] = [toDayNumber(after), toDayNumber(upTo)];
  invariant(last - first <= SPAN_DAYS_MAX, 'workingDaysBetween: the dates lie more than 10,000 days apart');
  let count = 0;
  for (let day = first + 1; day <= last; day += 1) if (kindOfDay(day, calendar).working) count += 1;
  return count;
}
