import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHINA_CALENDAR, type CountingRule, dueAt, explainDue, inChina, toCivilDate } from './index.js';

const china = (text: string) => Date.parse(`${text}:00+08:00`);

/** Each day in short: date, which working day it is, and why. */
const daysOf = (received: string, workingDays: number, rule: CountingRule) =>
  explainDue(china(received), workingDays, CHINA_CALENDAR, rule).days.map(({ date, counted, because, holiday }) => [date.slice(5), counted ?? '—', holiday?.zh ?? because].join(' '));

describe('the explanation of a deadline', () => {
  it('names every day between receipt and deadline, counted or skipped and why', () => {
    expect(daysOf('2026-09-24T10:00', 5, 'next')).toEqual([
      '09-24 — received',
      ...['09-25', '09-26', '09-27'].map((date) => `${date} — 中秋节`),
      '09-28 1 workday', '09-29 2 workday', '09-30 3 workday',
      ...['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'].map((date) => `${date} — 国庆节`),
      '10-08 4 workday', '10-09 5 workday',
    ]);
  });

  it('tells a shifted workday from a weekend', () => {
    expect(daysOf('2026-10-09T10:00', 2, 'next')).toEqual(['10-09 — received', '10-10 1 shifted-workday', '10-11 — weekend', '10-12 2 workday']);
  });

  it('tells what came after closing, under either rule', () => {
    expect(daysOf('2026-03-03T17:31', 1, 'next')).toEqual(['03-03 — after-hours', '03-04 — received', '03-05 1 workday']);
    expect(daysOf('2026-03-03T17:31', 1, 'first')).toEqual(['03-03 — after-hours', '03-04 1 workday']);
  });

  it('counts the day of receipt as the first where the rule says so', () => {
    expect(daysOf('2026-03-03T10:00', 2, 'first')).toEqual(['03-03 1 workday', '03-04 2 workday']);
  });

  it('marks the days of a year without a calendar', () => {
    const { provisional, days } = explainDue(china('2026-12-30T10:00'), 2, CHINA_CALENDAR, 'next');
    expect([provisional, days.filter((day) => day.provisional).map(({ date }) => date)]).toEqual([true, ['2027-01-01']]);
  });

  it('agrees with the deadline, counts each working day once, and ends on the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: china('2024-01-01T00:00'), max: china('2026-11-30T23:59') }), fc.integer({ min: 1, max: 40 }), fc.constantFrom<CountingRule>('next', 'first'), (receivedAt, workingDays, rule) => {
        const { days, receivedOn, ...due } = explainDue(receivedAt, workingDays, CHINA_CALENDAR, rule);
        expect(due).toEqual(dueAt(receivedAt, { workingDays }, CHINA_CALENDAR, rule));
        expect(days.flatMap(({ counted }) => (counted === null ? [] : [counted]))).toEqual(Array.from({ length: workingDays }, (_, index) => index + 1));
        expect(days.at(-1)).toMatchObject({ counted: workingDays, date: toCivilDate(inChina(due.dueAt).day) });
        expect(days.map(({ date }) => date)).toContain(receivedOn);
      }),
    );
  });
});
