import type { DueSpan } from '@lianshen/contracts/api';
import type { Instant } from '@lianshen/contracts/kernel';
import { addWorkingDays, CHINA_CALENDAR, inChina, instantIn, toCivilDate, toDayNumber } from '@lianshen/contracts/working-time';

/** Days after today that are `soon`. */
const SOON_WORKING_DAYS = 2;

/** When today ends, and when the second working day after it does, in China. */
export interface DueBounds {
  readonly now: Instant;
  readonly todayUntil: Instant;
  readonly soonUntil: Instant;
}

/** @param now epoch ms. */
export function dueBoundsAt(now: Instant): DueBounds {
  const { day } = inChina(now);
  const endOf = (of: number): Instant => instantIn(of + 1, 0, CHINA_CALENDAR.zone);
  return { now, todayUntil: endOf(day), soonUntil: endOf(toDayNumber(addWorkingDays(toCivilDate(day), SOON_WORKING_DAYS, CHINA_CALENDAR).date)) };
}

/** Rows of one part by due time. What is paused has a due time that moves, and is in no other part. */
export function filterOfDue(span: DueSpan, { now, todayUntil, soonUntil }: DueBounds): { readonly running?: true; readonly status?: 'waiting'; readonly dueAt: object } {
  switch (span) {
    case 'overdue':
      return { running: true, dueAt: { $gt: new Date(0), $lt: new Date(now) } };
    case 'today':
      return { running: true, dueAt: { $gte: new Date(now), $lt: new Date(todayUntil) } };
    case 'soon':
      return { running: true, dueAt: { $gte: new Date(todayUntil), $lt: new Date(soonUntil) } };
    case 'later':
      return { running: true, dueAt: { $gte: new Date(soonUntil) } };
    case 'paused':
      return { status: 'waiting', dueAt: { $gt: new Date(0) } };
  }
}
