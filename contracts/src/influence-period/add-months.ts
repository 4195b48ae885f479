import { toCivilDate, toDayNumber, type CivilDate } from '../working-time/index.js';

/**
 * The last day of a period of months that begins with a day, that day included: the eve of the same day so many months later,
 * or the last day of that month where it has no such day (民法典 art. 202). @param months whole and positive.
 */
export function lastDayOfMonths(from: CivilDate, months: number): CivilDate {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const last = toDayNumber(firstOf(year, month + months + 1)) - 1;
  const same = toDayNumber(firstOf(year, month + months)) + day - 1;
  return toCivilDate(same > last ? last : same - 1);
}

/** @param month from 1; more than 12 is a later year. */
function firstOf(year: number, month: number): CivilDate {
  const years = Math.floor((month - 1) / 12);
  return `${year + years}-${String(month - years * 12).padStart(2, '0')}-01`;
}
