import { ok, refuse, type Result } from '../kernel/index.js';
import { YEAR_MAX, YEAR_MIN } from './calendar-year.js';
import type { WorkingCalendar } from './calendar.js';
import { toCivilDate, toDayNumber } from './civil-date.js';
import { instantIn } from './zone.js';

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;

/**
 * An instant as people write it: a day alone means its opening hour, a time without an offset the calendar's zone.
 * @param text `2026-09-24`, `2026-09-24T10:00`, `2026-09-24 10:00:00` or `2026-09-24T10:00:00+08:00`.
 * @returns epoch milliseconds. Refused: `instant.malformed`, also for a day that does not exist or a year outside 1992 to 2199.
 */
export function readInstant(text: string, { zone, office }: Pick<WorkingCalendar, 'zone' | 'office'>): Result<number> {
  const [, date = '', hour, minute, second = '00', offset] = WRITTEN.exec(text) ?? [];
  if (!isDate(date)) return refuse('instant.malformed');
  const day = toDayNumber(date);
  if (hour === undefined || minute === undefined) return ok(instantIn(day, office.opensAtMinute, zone));
  if (offset !== undefined) return ok(Date.parse(`${date}T${hour}:${minute}:${second}${offset}`));
  return ok(instantIn(day, Number(hour) * 60 + Number(minute) + Number(second) / 60, zone));
}

function isDate(date: string): boolean {
  const year = Number(date.slice(0, 4));
  if (year < YEAR_MIN || year > YEAR_MAX) return false;
  const day = toDayNumber(date);
  return Number.isInteger(day) && toCivilDate(day) === date;
}
