/** `YYYY-MM-DD`, a day of the Gregorian calendar in the time zone that is spoken of. */
export type CivilDate = string;

export const DAY_MS = 86_400_000;

/** Whole days since 1970-01-01, which was a Thursday. */
export type DayNumber = number;

/** @param date `YYYY-MM-DD`. */
export const toDayNumber = (date: CivilDate): DayNumber => Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;

export const toCivilDate = (day: DayNumber): CivilDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** @returns whether the day is a Saturday or a Sunday. */
export const isWeekend = (day: DayNumber): boolean => {
  const sinceMonday = (((day + 3) % 7) + 7) % 7;
  return sinceMonday >= 5;
};
