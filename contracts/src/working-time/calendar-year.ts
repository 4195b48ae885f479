import { z } from 'zod';

/** From when on a fixed offset is exact for China (see `CHINA_ZONE`), and further ahead than any deadline reaches. */
export const [YEAR_MIN, YEAR_MAX] = [1992, 2199];

const Day = z.iso.date().describe('a day, YYYY-MM-DD');

/** A holiday in both languages. */
export const HolidayName = z.strictObject({ zh: z.string().min(1).max(60).describe('in Chinese'), en: z.string().min(1).max(60).describe('in English') });
export type HolidayName = z.infer<typeof HolidayName>;

/** One year as whoever may announces it; in China the General Office of the State Council (国务院办公厅). */
export const CalendarYear = z.strictObject({
  year: z.int().min(YEAR_MIN).max(YEAR_MAX),
  source: z.string().min(1).max(300).describe('where the year was announced'),
  holidays: z
    .array(z.strictObject({ name: HolidayName, from: Day, to: Day.describe('the last day off') }))
    .max(60)
    .describe('days off, weekends among them included, of this year alone'),
  shiftedWorkdays: z.array(Day).max(60).describe('weekend days that are worked in exchange (调休)'),
});
export type CalendarYear = z.infer<typeof CalendarYear>;
