import { z } from 'zod';
import { CalendarYear } from '../calendar-year.js';
import { zoneNamed } from '../zone.js';

const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/).describe('HH:MM, 24 hours');

/** The calendar of a jurisdiction or of one agency, as an operator writes it. */
export const CalendarFile = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  zone: z.string().max(64).refine((name) => zoneNamed(name).ok, { params: { rule: 'zone-unknown' } }).optional().describe('IANA time zone; absent: Asia/Shanghai'),
  extends: z.literal('china').optional().describe('years that the file does not have are those of the calendar that ships; absent: the file has all that are known'),
  office: z.strictObject({ opens: ClockTime, closes: ClockTime, afterHours: z.enum(['next-day', 'same-day']).optional() }).optional().describe('absent: 08:30 to 17:30; what comes after closing counts as received the next day'),
  years: z.array(CalendarYear).min(1).max(50),
});
export type CalendarFile = z.infer<typeof CalendarFile>;
