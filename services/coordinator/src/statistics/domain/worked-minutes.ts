import type { Instant } from '@lianshen/contracts/kernel';
import { workingMinutesBetween, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { Pause } from './fact.js';

/** Working minutes from one instant to another, without what fell into pauses; 0 where the second is not later. */
export function workedMinutes(from: Instant, to: Instant, pauses: readonly Pause[], calendar: WorkingCalendar): number {
  const paused = pauses.map((pause) => minutes(Math.max(from, pause.from), Math.min(to, pause.to ?? to), calendar));
  return Math.max(0, paused.reduce((rest, each) => rest - each, minutes(from, to, calendar)));
}

const minutes = (from: Instant, to: Instant, calendar: WorkingCalendar): number => (to <= from ? 0 : workingMinutesBetween(from, to, calendar));
