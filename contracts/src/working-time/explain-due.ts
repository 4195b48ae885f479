import type { HolidayName } from './calendar-year.js';
import { type DayNature, kindOfDay, type WorkingCalendar } from './calendar.js';
import { type CivilDate, type DayNumber, toCivilDate } from './civil-date.js';
import type { CountingRule } from './counting-rule.js';
import { dayOfReceipt, type Due, dueAt } from './due-at.js';
import { inZone } from './zone.js';

/** One day between a receipt and a deadline. */
export interface ExplainedDay {
  readonly date: CivilDate;
  /** Which working day of the limit it is, from 1; null where it is not counted. */
  readonly counted: number | null;
  /** `after-hours`: what came after closing counts as of the next day; `received`: the rule leaves the day of receipt out. */
  readonly because: DayNature | 'after-hours' | 'received';
  /** Which one, where it is a day off for a holiday. */
  readonly holiday: HolidayName | null;
  /** Its year has no calendar: Monday to Friday is a guess. */
  readonly provisional: boolean;
}

/** A deadline and how it was counted. */
export interface ExplainedDue extends Due {
  /** The day that counts as the day of receipt. */
  readonly receivedOn: CivilDate;
  /** Every day from the receipt to the deadline, both included. */
  readonly days: readonly ExplainedDay[];
}

/**
 * The deadline that `dueAt` computes, and each day on the way to it, counted or skipped and why.
 * @param receivedAt epoch milliseconds. @param workingDays 1 to 5000. @throws Defect on any other number.
 */
export function explainDue(receivedAt: number, workingDays: number, calendar: WorkingCalendar, rule: CountingRule): ExplainedDue {
  const due = dueAt(receivedAt, { workingDays }, calendar, rule);
  const received = dayOfReceipt(receivedAt, calendar, rule);
  const last = inZone(due.dueAt, calendar.zone).day;
  const days: ExplainedDay[] = [];
  let counted = 0;
  for (let day = inZone(receivedAt, calendar.zone).day; day <= last; day += 1) {
    const kind = kindOfDay(day, calendar);
    const left = leftOut(day, received, rule);
    const counts = left === undefined && kind.working;
    if (counts) counted += 1;
    const holiday = calendar.holidays.get(toCivilDate(day)) ?? null;
    days.push({ date: toCivilDate(day), counted: counts ? counted : null, because: left ?? kind.nature, holiday, provisional: kind.provisional });
  }
  return { ...due, receivedOn: toCivilDate(received), days };
}

/** Why a day before the first that can count is left out, whatever day it is. */
function leftOut(day: DayNumber, received: DayNumber, rule: CountingRule): 'after-hours' | 'received' | undefined {
  if (day < received) return 'after-hours';
  return day === received && rule === 'next' ? 'received' : undefined;
}
