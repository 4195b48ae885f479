import { describe, expect, it } from '@jest/globals';
import { printProblem } from '../../json-file/index.js';
import { CHINA_CALENDAR, dueAt, isWorkingDay, readCalendarFile, toZonedIso } from '../index.js';

const NEW_YEAR = { name: { zh: '元旦', en: "New Year's Day" }, from: '2027-01-01', to: '2027-01-03' };
const YEAR = { year: 2027, source: '虚构 invented', holidays: [NEW_YEAR], shiftedWorkdays: ['2027-01-10'] };
const written = (changed: object): string => JSON.stringify({ name: 'city', extends: 'china', years: [YEAR], ...changed }, null, 1);
const withYear = (changed: object): string => written({ years: [{ ...YEAR, ...changed }] });

/** Each problem as its code, and the text of the line that it points at from its column on. */
const found = (text: string): [string, string][] => readCalendarFile(text).problems.map(({ code, line, column }) => [code, (text.split('\n')[line - 1] ?? '').slice(column - 1)]);
const calendarOf = (text: string) => {
  const { read, problems } = readCalendarFile(text);
  if (!read) throw new Error(problems.map((problem) => printProblem('calendar', problem)).join('\n'));
  return read.calendar;
};

describe('a calendar file', () => {
  it('adds its years to those that ship, where it extends them', () => {
    const calendar = calendarOf(written({}));
    expect([...calendar.years]).toEqual([2024, 2025, 2026, 2027]);
    expect(['2026-10-10', '2027-01-01', '2027-01-10'].map((date) => isWorkingDay(date, calendar))).toEqual([true, false, true]);
    expect(calendar).toMatchObject({ zone: CHINA_CALENDAR.zone, office: CHINA_CALENDAR.office });
  });

  it('puts its own year in the place of the one that ships', () => {
    const calendar = calendarOf(written({ years: [{ year: 2026, source: '虚构 invented', holidays: [{ ...NEW_YEAR, from: '2026-03-03', to: '2026-03-03' }], shiftedWorkdays: [] }] }));
    expect(['2026-03-03', '2026-10-01', '2026-10-10'].map((date) => isWorkingDay(date, calendar))).toEqual([false, true, false]);
  });

  it('is all that is known where it extends nothing', () => {
    const calendar = calendarOf(written({ extends: undefined }));
    expect([...calendar.years]).toEqual([2027]);
    expect(dueAt(Date.parse('2026-03-03T10:00:00+08:00'), { workingDays: 1 }, calendar).provisional).toBe(true);
  });

  it('sets zone and office hours', () => {
    const calendar = calendarOf(written({ extends: undefined, zone: 'Europe/Paris', office: { opens: '09:00', closes: '16:00', afterHours: 'same-day' } }));
    const due = dueAt(Date.parse('2027-03-02T20:00:00+01:00'), { workingDays: 1 }, calendar);
    expect([toZonedIso(due.dueAt, calendar.zone), due.provisional]).toEqual(['2027-03-03T16:00:00+01:00', false]);
  });

  it.each<[string, string, string, string]>([
    ['a time zone that does not exist', written({ zone: 'Asia/Peking' }), 'calendar.zone-unknown', '"Asia/Peking"'],
    ['a gap behind the years that ship', withYear({ year: 2028, holidays: [], shiftedWorkdays: [] }), 'calendar.year-gap', '2028,'],
    ['a gap between its own years', written({ extends: undefined, years: [YEAR, { ...YEAR, year: 2030, holidays: [], shiftedWorkdays: [] }] }), 'calendar.year-gap', '2030,'],
    ['a year that stands there twice', written({ years: [YEAR, YEAR] }), 'calendar.year-twice', '2027,'],
    ['a date that is both a day off and a shifted workday', withYear({ shiftedWorkdays: ['2027-01-02'] }), 'calendar.shifted-holiday', '"2027-01-02"'],
    ['a shifted workday that is no day of a weekend', withYear({ shiftedWorkdays: ['2027-01-12'] }), 'calendar.shifted-weekday', '"2027-01-12"'],
    ['a shifted workday that stands there twice', withYear({ shiftedWorkdays: ['2027-01-10', '2027-01-10'] }), 'calendar.shifted-twice', '"2027-01-10"'],
    ['a shifted workday of another year', withYear({ shiftedWorkdays: ['2026-01-10'] }), 'calendar.other-year', '"2026-01-10"'],
    ['a holiday over the turn of the year', withYear({ holidays: [{ ...NEW_YEAR, from: '2026-12-31' }] }), 'calendar.other-year', '"2026-12-31",'],
    ['a holiday that ends before it begins', withYear({ holidays: [{ ...NEW_YEAR, from: '2027-01-03', to: '2027-01-01' }] }), 'calendar.range-backwards', '"2027-01-01"'],
    ['a day in two holidays', withYear({ holidays: [NEW_YEAR, { ...NEW_YEAR, from: '2027-01-03', to: '2027-01-04' }] }), 'calendar.holiday-twice', '"2027-01-03",'],
    ['a day that does not exist', withYear({ shiftedWorkdays: ['2027-02-30'] }), 'calendar.date', '"2027-02-30"'],
    ['a year that nobody knows', withYear({ year: 1900 }), 'calendar.year', '1900,'],
    ['an office that closes before it opens', written({ office: { opens: '09:00', closes: '08:00' } }), 'calendar.office-hours', '"08:00"'],
    ['an hour that no clock shows', written({ office: { opens: '9', closes: '17:00' } }), 'calendar.clock-time', '"9",'],
    ['a name with capitals', written({ name: 'City' }), 'calendar.name', '"City",'],
    ['a basis that does not ship', written({ extends: 'france' }), 'calendar.extends', '"france",'],
    ['an unknown field', written({ holiday: [] }), 'calendar.field-unknown', '"holiday": []'],
    ['a missing field', withYear({ source: undefined }), 'calendar.field-missing', '{'],
    ['a year without holidays, as a warning', withYear({ holidays: [] }), 'calendar.no-holidays', '[],'],
    ['a key that stands there twice', written({}).replace('"name": "city"', '"name": "city",\n "name": "town"'), 'calendar.key-twice', '"name": "town",'],
    ['text that is no JSON', '{"name": }', 'calendar.json', '}'],
    ['something that is no object', '[]', 'calendar.shape', '[]'],
  ])('is told %s, with the place', (_, text, code, place) => {
    expect(found(text)[0]).toEqual([code, place]);
  });

  it('is told all that is wrong at once, also where one year has not even its shape', () => {
    const text = written({ zone: 'Nowhere', years: [{ ...YEAR, source: '' }, { ...YEAR, year: 2028, holidays: [], shiftedWorkdays: ['2028-01-03'] }] });
    expect(found(text).map(([code]) => code)).toEqual(['calendar.shape', 'calendar.no-holidays', 'calendar.shifted-weekday', 'calendar.zone-unknown']);
  });

  it('is no calendar where anything is an error, and one where all are warnings', () => {
    expect(readCalendarFile(withYear({ shiftedWorkdays: ['2027-01-02'] })).read).toBeUndefined();
    expect(readCalendarFile(withYear({ holidays: [] })).read).toBeDefined();
  });

  it('is told line, column and reason in Chinese and English', () => {
    const [problem] = readCalendarFile(withYear({ shiftedWorkdays: ['2027-01-12'] })).problems;
    expect(problem && printProblem('city.json', problem)).toBe(
      'city.json:19:5 error calendar.shifted-weekday (years.0.shiftedWorkdays.0)\n' +
        '  2027-01-12 不是周六或周日，本来就上班，不能是调休上班日。\n' +
        '  2027-01-12 is neither Saturday nor Sunday and worked anyway, so it is no shifted workday.',
    );
  });
});
