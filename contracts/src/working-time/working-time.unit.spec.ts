import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingDays,
  addWorkingMinutes,
  boundedWorkingMinutes,
  CHINA_CALENDAR,
  CHINA_YEARS,
  type CountingRule,
  dueAt,
  type ExplainedDue,
  explainDue,
  inChina,
  isOfficeOpen,
  isWorkingDay,
  toCivilDate,
  toDayNumber,
  toWorkingCalendar,
  workingDaysBetween,
  workingDaysLate,
  workingMinutesBetween,
} from './index.js';

/** An instant written as the clock in China shows it. */
const china = (text: string) => Date.parse(`${text}:00+08:00`);
const due = (received: string, workingDays: number, rule?: CountingRule) => dueAt(china(received), { workingDays }, CHINA_CALENDAR, rule);

const instants = fc.integer({ min: china('2025-01-01T00:00'), max: china('2026-11-30T23:59') });
const limits = fc.integer({ min: 1, max: 20 });
const rules = fc.constantFrom<CountingRule>('next', 'first');

describe('the calendar', () => {
  it.each([[2024, 251], [2025, 248], [2026, 248]])('has in %i %i working days', (year, days) => {
    expect(workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, CHINA_CALENDAR)).toBe(days);
  });

  it('works on every shifted weekend day and on no day off', () => {
    for (const { holidays, shiftedWorkdays } of CHINA_YEARS) {
      for (const date of shiftedWorkdays) expect(isWorkingDay(date, CHINA_CALENDAR)).toBe(true);
      for (const { from, to } of holidays) expect([from, to].map((date) => isWorkingDay(date, CHINA_CALENDAR))).toEqual([false, false]);
    }
  });

  it('shifts only days of a weekend', () => {
    const monToFri = toWorkingCalendar([]);
    for (const date of CHINA_CALENDAR.shiftedWorkdays) expect(isWorkingDay(date, monToFri)).toBe(false);
  });
});

describe('a time limit in working days', () => {
  it('of five, sent on Thursday 2026-09-24, ends on Friday 2026-10-09 at 17:30', () => {
    expect(due('2026-09-24T10:00', 5)).toEqual({ dueAt: china('2026-10-09T17:30'), provisional: false });
  });

  it('of three, sent on Wednesday 2026-04-29, ends on 2026-05-07', () => {
    expect(due('2026-04-29T10:00', 3).dueAt).toBe(china('2026-05-07T17:30'));
  });

  it('counts a shifted Saturday', () => {
    expect(due('2026-10-09T10:00', 1).dueAt).toBe(china('2026-10-10T17:30'));
  });

  it('takes what comes after 17:30 as received the next day, and what comes at 17:30 as in time', () => {
    expect(due('2026-09-22T17:30', 1).dueAt).toBe(china('2026-09-23T17:30'));
    expect(due('2026-09-22T17:31', 1).dueAt).toBe(china('2026-09-24T17:30'));
    expect(due('2026-09-22T07:00', 1).dueAt).toBe(china('2026-09-23T17:30'));
  });

  it('counts the day of receipt itself under the other rule, as publicity does', () => {
    expect(due('2026-09-28T09:00', 5, 'first').dueAt).toBe(china('2026-10-09T17:30'));
    expect(due('2026-09-22T09:00', 1, 'first').dueAt).toBe(china('2026-09-22T17:30'));
  });

  it('counts from the next day under the other rule, too, for what comes after closing or on a day off', () => {
    expect(due('2026-09-22T17:31', 1, 'first').dueAt).toBe(china('2026-09-23T17:30'));
    expect(due('2026-10-03T09:00', 1, 'first').dueAt).toBe(china('2026-10-08T17:30'));
  });

  it('counts a receipt after closing as of the same day where the office says so, and never as a first day', () => {
    const late = { ...CHINA_CALENDAR, office: { ...CHINA_CALENDAR.office, afterHours: 'same-day' } as const };
    expect(dueAt(china('2026-09-22T20:00'), { workingDays: 1 }, late).dueAt).toBe(china('2026-09-23T17:30'));
    expect(dueAt(china('2026-09-22T20:00'), { workingDays: 1 }, late, 'first').dueAt).toBe(china('2026-09-23T17:30'));
  });

  it('that reaches into a year without a calendar is provisional and counts Monday to Friday', () => {
    expect(due('2026-12-30T10:00', 1)).toEqual({ dueAt: china('2026-12-31T17:30'), provisional: false });
    expect(due('2026-12-30T10:00', 2)).toEqual({ dueAt: china('2027-01-01T17:30'), provisional: true });
  });

  it('is computed anew when the year becomes known', () => {
    const known = toWorkingCalendar([
      ...CHINA_YEARS,
      { year: 2027, source: 'invented', holidays: [{ name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' }], shiftedWorkdays: [] },
    ]);
    expect(dueAt(china('2026-12-30T10:00'), { workingDays: 2 }, known)).toEqual({
      dueAt: china('2027-01-04T17:30'),
      provisional: false,
    });
  });

  it('never ends on a day off nor before the receipt, and always at 17:30', () => {
    fc.assert(
      fc.property(instants, limits, rules, (receivedAt, workingDays, rule) => {
        const result = dueAt(receivedAt, { workingDays }, CHINA_CALENDAR, rule);
        const { day, minute } = inChina(result.dueAt);
        expect(isWorkingDay(toCivilDate(day), CHINA_CALENDAR)).toBe(true);
        expect(minute).toBe(17 * 60 + 30);
        expect(result.dueAt).toBeGreaterThanOrEqual(receivedAt);
      }),
    );
  });

  it('never ends earlier for a later receipt or a longer limit', () => {
    fc.assert(
      fc.property(instants, fc.nat(10 * 86_400_000), limits, rules, (receivedAt, later, workingDays, rule) => {
        const first = dueAt(receivedAt, { workingDays }, CHINA_CALENDAR, rule).dueAt;
        expect(dueAt(receivedAt + later, { workingDays }, CHINA_CALENDAR, rule).dueAt).toBeGreaterThanOrEqual(first);
        expect(dueAt(receivedAt, { workingDays: workingDays + 1 }, CHINA_CALENDAR, rule).dueAt).toBeGreaterThan(first);
      }),
    );
  });

  it('ends a working day earlier under the other rule where the day of receipt is worked, and alike where it is not', () => {
    fc.assert(
      fc.property(instants, limits, (receivedAt, workingDays) => {
        const [next, first] = (['next', 'first'] as const).map((rule) => explainDue(receivedAt, workingDays, CHINA_CALENDAR, rule)) as [ExplainedDue, ExplainedDue];
        const isWorked = isWorkingDay(first.receivedOn, CHINA_CALENDAR);
        expect(next.receivedOn).toBe(first.receivedOn);
        expect(first.dueAt).toBe(isWorked && workingDays > 1 ? dueAt(receivedAt, { workingDays: workingDays - 1 }, CHINA_CALENDAR).dueAt : isWorked ? china(`${first.receivedOn}T17:30`) : next.dueAt);
      }),
    );
  });

  it('is undone by counting the working days in between', () => {
    fc.assert(
      fc.property(instants, limits, (at, workingDays) => {
        const date = toCivilDate(inChina(at).day);
        const end = addWorkingDays(date, workingDays, CHINA_CALENDAR).date;
        expect(workingDaysBetween(date, end, CHINA_CALENDAR)).toBe(workingDays);
      }),
    );
  });

  it('is a whole positive number', () => {
    for (const workingDays of [0, -1, 1.5, Number.NaN, 5_001]) expect(() => due('2026-09-24T10:00', workingDays)).toThrow();
  });
});

describe('a time limit in minutes', () => {
  it('runs by the clock, through nights and holidays', () => {
    expect(dueAt(china('2026-10-01T23:50'), { minutes: 30 }, CHINA_CALENDAR)).toEqual({
      dueAt: china('2026-10-02T00:20'),
      provisional: false,
    });
  });
});

describe('a late reply', () => {
  const deadline = china('2026-10-09T17:30');
  const late = (at: string) => workingDaysLate(deadline, china(at), CHINA_CALENDAR);

  it('of Monday 2026-10-12 is two working days late: Saturday 10-10 is worked, Sunday 10-11 is not', () => {
    expect(late('2026-10-12T09:00')).toBe(2);
  });

  it('is not late on the minute of the deadline and one day late right after it', () => {
    expect(late('2026-10-09T17:30')).toBe(0);
    expect(late('2026-10-09T17:31')).toBe(1);
    expect(late('2026-10-10T09:00')).toBe(1);
    expect(late('2026-10-11T09:00')).toBe(1);
  });

  it('is late by at least a day whenever it comes after the deadline', () => {
    fc.assert(
      fc.property(instants, limits, fc.integer({ min: 1, max: 30 * 86_400_000 }), (receivedAt, workingDays, over) => {
        const end = dueAt(receivedAt, { workingDays }, CHINA_CALENDAR).dueAt;
        expect(workingDaysLate(end, end, CHINA_CALENDAR)).toBe(0);
        expect(workingDaysLate(end, end + over, CHINA_CALENDAR)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('an office', () => {
  it('is open from 08:30 to 17:30 on working days', () => {
    const open = (at: string) => isOfficeOpen(china(at), CHINA_CALENDAR);
    expect([open('2026-10-10T08:30'), open('2026-10-10T08:29'), open('2026-10-10T17:31'), open('2026-10-11T10:00')]).toEqual([
      true, false, false, false,
    ]);
  });

  it('has the same calendar days wherever the process runs', () => {
    expect(inChina(Date.parse('2026-09-24T16:00:00Z'))).toEqual({ day: toDayNumber('2026-09-25'), minute: 0 });
    expect(inChina(Date.parse('2026-09-24T15:59:00Z'))).toEqual({ day: toDayNumber('2026-09-24'), minute: 1439 });
  });
});

describe('working minutes', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`);

  it.each([
    ['within a day', '2026-03-03T09:00', '2026-03-03T11:30', 150],
    ['over lunch, which is not taken off', '2026-03-03T11:00', '2026-03-03T14:00', 180],
    ['over a night', '2026-03-03T17:00', '2026-03-04T09:00', 60],
    ['over a weekend', '2026-03-06T16:30', '2026-03-09T09:30', 120],
    ['over a working Saturday in exchange for a day off', '2026-02-27T17:00', '2026-03-02T09:00', 30 + 540 + 30],
    ['outside the office alone', '2026-03-06T18:00', '2026-03-09T08:00', 0],
    ['backwards', '2026-03-09T09:00', '2026-03-03T09:00', 0],
  ])('%s: from %s to %s are %i', (_, from, to, minutes) => {
    expect(workingMinutesBetween(at(from), at(to), CHINA_CALENDAR)).toBe(minutes);
  });

  it.each([
    ['2026-03-10T17:30', 150, '2026-03-11T11:00'],
    ['2026-03-10T17:30', 540, '2026-03-11T17:30'],
    ['2026-03-13T17:30', 60, '2026-03-16T09:30'],
    ['2026-03-10T17:30', 0, '2026-03-10T17:30'],
  ])('from %s on, %i of them end at %s', (from, minutes, until) => {
    expect(addWorkingMinutes(at(from), minutes, CHINA_CALENDAR)).toEqual({ dueAt: at(until), provisional: false });
  });

  it('are marked provisional in a year without a calendar', () => {
    expect(addWorkingMinutes(at('2026-12-31T17:30'), 1, CHINA_CALENDAR).provisional).toBe(true);
  });

  it('up to an instant that somebody chose are counted over 10,000 days at most', () => {
    expect(boundedWorkingMinutes(at('2026-03-03T09:00'), at('2026-03-04T09:00'), CHINA_CALENDAR)).toBe(540);
    expect(boundedWorkingMinutes(at('2026-03-04T09:00'), at('2026-03-03T09:00'), CHINA_CALENDAR)).toBe(0);
    const [far, farther] = ['2100-01-01T00:00', '9999-12-31T23:59'].map((until) => boundedWorkingMinutes(at('2026-03-03T09:00'), at(until), CHINA_CALENDAR));
    expect(far).toBe(farther);
    expect(far).toBeGreaterThan(0);
  });

  it('added and counted agree, whenever they begin', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-05T00:00'), max: at('2026-06-01T00:00') }), fc.integer({ min: 1, max: 20_000 }), (from, minutes) => {
        const { dueAt: until } = addWorkingMinutes(from, minutes, CHINA_CALENDAR);
        expect(until).toBeGreaterThan(from);
        expect(workingMinutesBetween(from, until, CHINA_CALENDAR)).toBeCloseTo(minutes, 3);
      }),
    );
  });
});
