import { ok, refuse, type Result } from '../kernel/index.js';
import { DAY_MS, type DayNumber, toCivilDate } from './civil-date.js';

/** A time zone. */
export interface Zone {
  /** As the IANA time zone database names it, e.g. `Asia/Shanghai`. */
  readonly name: string;
  /** How far its clocks are ahead of UTC at an instant (epoch milliseconds), in milliseconds. */
  readonly aheadMs: (at: number) => number;
}

/**
 * China Standard Time is UTC+8 all year since daylight saving ended on 1991-09-15 (IANA tz database,
 * Asia/Shanghai), so a fixed offset is exact for every date that this product handles and the time zone of
 * the process cannot matter.
 */
const CHINA_AHEAD_MS = 8 * 3_600_000;

export const CHINA_ZONE: Zone = { name: 'Asia/Shanghai', aheadMs: () => CHINA_AHEAD_MS };

/** @param name of the IANA time zone database. Refused: `zone.unknown` where this machine's copy of it has no such zone. */
export function zoneNamed(name: string): Result<Zone> {
  const clock = clockOf(name);
  if (clock === undefined) return refuse('zone.unknown', { zone: name.slice(0, 64) });
  if (clock.resolvedOptions().timeZone === CHINA_ZONE.name) return ok(CHINA_ZONE);
  return ok({ name, aheadMs: (at) => wallTime(clock, at) - Math.floor(at / 1_000) * 1_000 });
}

/** Offsets such as `+08:00` are no zones: they know nothing of summer time, and not every runtime takes them. */
function clockOf(name: string): Intl.DateTimeFormat | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What the clock shows at an instant, read as if it were UTC, in whole seconds. */
function wallTime(clock: Intl.DateTimeFormat, at: number): number {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** @param at epoch milliseconds. @returns the day in the zone and the minutes since its midnight by the clock, with fractions. */
export function inZone(at: number, zone: Zone): { readonly day: DayNumber; readonly minute: number } {
  const local = at + zone.aheadMs(at);
  const day = Math.floor(local / DAY_MS);
  return { day, minute: (local - day * DAY_MS) / 60_000 };
}

/** @param at epoch milliseconds. @returns the day in China and the minutes since its midnight, with fractions. */
export const inChina = (at: number): ReturnType<typeof inZone> => inZone(at, CHINA_ZONE);

/**
 * The instant at which the clock of the zone shows a minute of a day, in epoch milliseconds. Of two the first; where the
 * clock leaps over it, as much later as it leaps (the rule `compatible` of ECMA-402's Temporal).
 */
export function instantIn(day: DayNumber, minute: number, zone: Zone): number {
  const wall = day * DAY_MS + minute * 60_000;
  const [before, after] = [zone.aheadMs(wall - DAY_MS), zone.aheadMs(wall + DAY_MS)];
  const shown = [wall - before, wall - after].filter((at) => at + zone.aheadMs(at) === wall);
  return shown.length === 0 ? wall - before : Math.min(...shown);
}

/** @param at epoch milliseconds. @returns RFC 3339 in whole seconds with the zone's offset, e.g. `2026-10-09T17:30:00+08:00`. */
export function toZonedIso(at: number, zone: Zone): string {
  const aheadMinutes = Math.round(zone.aheadMs(at) / 60_000);
  const local = new Date(at + aheadMinutes * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(aheadMinutes) / 60), Math.abs(aheadMinutes) % 60];
  return `${local}${aheadMinutes < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** @returns `HH:MM` of minutes since midnight. */
export const toClockTime = (minute: number): string => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;

/** @returns `YYYY-MM-DD HH:MM` by the clock of the zone. */
export function toZonedText(at: number, zone: Zone): string {
  const { day, minute } = inZone(at, zone);
  return `${toCivilDate(day)} ${toClockTime(Math.floor(minute))}`;
}
