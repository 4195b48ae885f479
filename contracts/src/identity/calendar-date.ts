/** `YYYY-MM-DD` in the proleptic Gregorian calendar, without a time zone. */
export type CalendarDate = string;

/** @returns whether the three numbers name a day that exists: 2023-02-29 does not. */
export function isRealDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
