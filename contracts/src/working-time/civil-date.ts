/** `YYYY-MM-DD`, a day of the Gregorian calendar in China. */
export type CivilDate = string;

const DAY_MS = 86_400_000;

/**
 * China Standard Time is UTC+8 all year since daylight saving ended on 1991-09-15 (IANA tz database,
 * Asia/Shanghai), so a fixed offset is exact for every date that this product handles and the time zone of
 * the process cannot matter.
 */
export const CHINA_OFFSET_MS = 8 * 3_600_000;

/** Whole days since 1970-01-01, which was a Thursday. */
export type DayNumber = number;

/** @param date `YYYY-MM-DD`. */
export const toDayNumber = (date: CivilDate): DayNumber => Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;

export const toCivilDate = (day: DayNumber): CivilDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** @param at epoch milliseconds. @returns the day in China and the minutes since its midnight, with fractions. */
export function inChina(at: number): { readonly day: DayNumber; readonly minute: number } {
  const local = at + CHINA_OFFSET_MS;
  const day = Math.floor(local / DAY_MS);
  return { day, minute: (local - day * DAY_MS) / 60_000 };
}

/** @returns epoch milliseconds of a minute of a day in China. */
export const instantInChina = (day: DayNumber, minute: number): number => day * DAY_MS + minute * 60_000 - CHINA_OFFSET_MS;

/** @returns whether the day is a Saturday or a Sunday. */
export const isWeekend = (day: DayNumber): boolean => {
  const sinceMonday = (((day + 3) % 7) + 7) % 7;
  return sinceMonday >= 5;
};
