import type { Instant } from '../kernel/index.js';
import type { Rung } from '../policy/index.js';
import { addWorkingDays, instantIn, inZone, toCivilDate, toDayNumber, type WorkingCalendar } from '../working-time/index.js';
import { inOrder } from './in-order.js';
import type { ReminderStep } from './reminder-step.js';

/** Every rung of a ladder at its moment, the earliest first: rungs that tell the same people on the same day are one. @param due epoch ms. */
export function ladderSteps(ladder: readonly Rung[], due: Instant, calendar: WorkingCalendar): ReminderStep[] {
  return inOrder(ladder.flatMap((rung) => daysOf(rung).map((days) => ({ step: `after-${days}-${rung.tell}`, at: momentAfter(due, days, calendar), tell: rung.tell }))));
}

function daysOf({ workingDaysAfter, again }: Rung): number[] {
  const { everyWorkingDays = 0, times = 0 } = again ?? {};
  return Array.from({ length: times + 1 }, (_, index) => workingDaysAfter + index * everyWorkingDays);
}

function momentAfter(due: Instant, days: number, calendar: WorkingCalendar): Instant {
  if (days === 0) return due;
  const { date } = addWorkingDays(toCivilDate(inZone(due, calendar.zone).day), days, calendar);
  return instantIn(toDayNumber(date), calendar.office.opensAtMinute, calendar.zone);
}
