import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { curveOf, quantileOf, type Observation } from './curve.js';
import { accuracyOf, estimateAt } from './estimate-agency.js';
import { timed, type PastRequest, type TimedRequest } from './past-request.js';
import { isCaseInside, pastCasesOf, rangeBefore, type AskedAgency } from './past-cases.js';
import { slowestOf } from './slowest.js';

/** Tuesday, 7 July 2026, 08:30 in China; the twelve Tuesdays after it are worked, too. */
const OPENS = Date.parse('2026-07-07T08:30:00+08:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LATER = OPENS + 300 * DAY;

const after = (minutes: number): Observation => ({ minutes, answered: true });
const open = (minutes: number): Observation => ({ minutes, answered: false });
const quantile = (observations: readonly Observation[], share: number): number | undefined => quantileOf(curveOf(observations), share)?.minutes;
const observations = fc.array(fc.record({ minutes: fc.integer({ min: 0, max: 500 }), answered: fc.boolean() }), { minLength: 1, maxLength: 40 });
const share = fc.constantFrom(0.1, 0.5, 0.9);

/** Issued so many days after the first, answered after so many minutes of the same office day. */
const caseIdOf = (day: number): string => `0190a1b2-c3d4-8e5f-8a6b-${String(day).padStart(12, '0')}`;
const request = (day: number, minutes: number | null): PastRequest => ({ requestId: `${caseIdOf(day)}.court.1`, issuedAt: OPENS + day * 7 * DAY, answeredAt: minutes === null ? null : OPENS + day * 7 * DAY + minutes * MINUTE, apart: null, pauses: [] });
const past = (day: number, minutes: number | null): TimedRequest => timed(request(day, minutes), CHINA_CALENDAR);
const history = (minutes: readonly (number | null)[]): TimedRequest[] => minutes.map((each, day) => past(day, each));

describe('the share of answers by a time', () => {
  it('is that of the answers themselves where all have come', () => {
    const ten = Array.from({ length: 10 }, (_, index) => after((index + 1) * 10));
    expect([0.1, 0.5, 0.9].map((each) => quantile(ten, each))).toEqual([10, 50, 90]);
  });

  it('takes what is open as longer than it has been so far', () => {
    expect(quantile([after(10), after(20), open(15)], 0.5)).toBe(20);
    expect(quantile([after(10), open(30), open(30)], 0.5)).toBeUndefined();
  });

  it('never makes an estimate shorter by a further request that is open, however old it is', () => {
    fc.assert(
      fc.property(observations, fc.integer({ min: 0, max: 600 }), share, (given, minutes, which) => {
        expect(quantile([...given, open(minutes)], which) ?? Infinity).toBeGreaterThanOrEqual(quantile(given, which) ?? Infinity);
      }),
    );
  });

  it('never makes an estimate shorter by an open one that grows older', () => {
    fc.assert(
      fc.property(observations, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 300 }), share, (given, minutes, more, which) => {
        expect(quantile([...given, open(minutes + more)], which) ?? Infinity).toBeGreaterThanOrEqual(quantile([...given, open(minutes)], which) ?? Infinity);
      }),
    );
  });

  it('never falls, and comes to the whole where nothing is open behind the last answer', () => {
    fc.assert(
      fc.property(observations, (given) => {
        const steps = curveOf(given);
        steps.forEach(({ answered }, index) => expect(answered).toBeGreaterThanOrEqual(steps[index - 1]?.answered ?? 0));
        const latest = Math.max(...given.map(({ minutes }) => minutes));
        if (given.every(({ minutes, answered }) => answered || minutes < latest)) expect(steps.at(-1)?.answered).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('an estimate of an agency', () => {
  it('is drawn from ten answers, and from nine nothing is', () => {
    const nine = history(Array.from({ length: 9 }, () => 60));
    expect(estimateAt([...nine, past(9, null)], LATER, CHINA_CALENDAR)).toMatchObject({ answers: 9, unanswered: 1, steps: [] });
    expect(estimateAt([...nine, past(9, 60)], LATER, CHINA_CALENDAR)).toMatchObject({ answers: 10, unanswered: 0, steps: [{ minutes: 60, answered: 1 }] });
  });

  it('is drawn from the last 500 answers, and from all that is open, however old', () => {
    const open = past(0, null);
    const many = [open, ...Array.from({ length: 520 }, (_, index) => past(index + 1, index < 20 ? 10 : 60))];
    const far = OPENS + 4_000 * DAY;
    expect(estimateAt(many, far, CHINA_CALENDAR)).toMatchObject({ answers: 500, unanswered: 1 });
  });

  it('uses nothing that came later than the time for which it is made', () => {
    const minutes = fc.array(fc.option(fc.integer({ min: 1, max: 5_000 })), { minLength: 12, maxLength: 30 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 200 }), (given, days) => {
        const [at, whole] = [OPENS + days * DAY, given.map((each, day) => request(day, each))];
        const knownThen = whole.filter(({ issuedAt }) => issuedAt < at).map((each) => (each.answeredAt !== null && each.answeredAt > at ? { ...each, answeredAt: null } : each));
        const [told, then] = [whole, knownThen].map((requests) => requests.map((each) => timed(each, CHINA_CALENDAR)));
        expect(estimateAt(told ?? [], at, CHINA_CALENDAR)).toEqual(estimateAt(then ?? [], at, CHINA_CALENDAR));
      }),
    );
  });

  it('counts a recalled request for as long as it was with the agency, and no longer', () => {
    const recalled = timed({ ...request(10, null), apart: { because: 'recalled', at: OPENS + 70 * DAY + 30 * MINUTE } }, CHINA_CALENDAR);
    const ten = history(Array.from({ length: 10 }, () => 60));
    expect(estimateAt([...ten, recalled], LATER, CHINA_CALENDAR)).toMatchObject({ answers: 10, unanswered: 1, steps: [{ minutes: 60, answered: 1 }] });
  });
});

describe('the accuracy of estimates', () => {
  it('says how many of the last answers fell into the range that was known before each', () => {
    const steady = history([...Array.from({ length: 10 }, () => 60), 60, 60, 400]);
    expect(accuracyOf(steady, LATER, CHINA_CALENDAR)).toEqual({ tried: 3, inside: 2 });
  });

  it('comes to about four in five for an agency that keeps its ways', () => {
    const { tried, inside } = accuracyOf(history(Array.from({ length: 140 }, (_, index) => 1 + ((index * 37) % 101))), OPENS + 2_000 * DAY, CHINA_CALENDAR);
    expect(tried).toBe(100);
    expect(Math.abs(inside - 80)).toBeLessThanOrEqual(10);
  });

  it('counts an open request as missed once it is older than the range, and leaves it out before', () => {
    const ten = history(Array.from({ length: 10 }, () => 60));
    const open = past(10, null);
    expect(accuracyOf([...ten, open], open.issuedAt + 30 * MINUTE, CHINA_CALENDAR)).toEqual({ tried: 0, inside: 0 });
    expect(accuracyOf([...ten, open], open.issuedAt + 90 * MINUTE, CHINA_CALENDAR)).toEqual({ tried: 1, inside: 0 });
  });

  it('is not changed by what comes after the requests that it was tried on', () => {
    const given = history([...Array.from({ length: 10 }, (_, index) => 60 + index), 65, 300]);
    const before = accuracyOf(given, LATER, CHINA_CALENDAR);
    const with100 = accuracyOf([...given, past(12, 66)], LATER, CHINA_CALENDAR);
    expect([with100.tried - before.tried, with100.inside - before.inside]).toEqual([1, 1]);
  });

  it('looks past what cannot be judged yet, such as a list that has just gone out', () => {
    const given = history([...Array.from({ length: 10 }, () => 60), 60, 60]);
    const justSent = Array.from({ length: 300 }, () => past(12, null));
    expect(accuracyOf([...given, ...justSent], (justSent[0]?.issuedAt ?? 0) + MINUTE, CHINA_CALENDAR)).toEqual({ tried: 2, inside: 2 });
  });

  it('judges at most the last hundred', () => {
    expect(accuracyOf(history(Array.from({ length: 130 }, () => 60)), OPENS + 2_000 * DAY, CHINA_CALENDAR).tried).toBe(100);
  });
});

describe('the slowest of several agencies', () => {
  it('has answered by a moment in the share of cases in which each of them has', () => {
    const one = [{ at: 1, answered: 0.5 }, { at: 3, answered: 1 }];
    const other = [{ at: 2, answered: 0.8 }, { at: 4, answered: 1 }];
    expect(slowestOf([one, other])).toEqual([{ at: 1, answered: 0 }, { at: 2, answered: 0.4 }, { at: 3, answered: 0.8 }, { at: 4, answered: 1 }]);
  });

  it('is never faster than any one of them', () => {
    const reached = observations.map((given) => curveOf(given).map(({ minutes, answered }) => ({ at: minutes, answered })));
    fc.assert(
      fc.property(fc.array(reached, { minLength: 1, maxLength: 4 }), share, (agencies, which) => {
        const all = quantileOf(slowestOf(agencies), which)?.at ?? Infinity;
        for (const each of agencies) expect(all).toBeGreaterThanOrEqual(quantileOf(each, which)?.at ?? Infinity);
      }),
    );
  });
});

describe('the accuracy of estimates of whole cases', () => {
  const agency = (minutes: readonly (number | null)[]): AskedAgency => ({ requests: history(minutes), calendar: CHINA_CALENDAR });
  const ten = (minutes: number): number[] => Array.from({ length: 10 }, () => minutes);
  const judge = (agencies: readonly AskedAgency[], now = LATER) => pastCasesOf(agencies).map((each) => {
    const range = rangeBefore(each.sentAt, agencies);
    return range && isCaseInside(each, range, agencies, now);
  });

  it('takes the last cases in which the same agencies were asked together, the newest first', () => {
    const [court, audit] = [agency([...ten(60), 60, 60]), agency([...ten(60), 60])];
    expect(pastCasesOf([court, audit]).map(({ sentAt }) => sentAt)).toEqual(audit.requests.map(({ issuedAt }) => issuedAt).reverse());
    expect(pastCasesOf([])).toEqual([]);
  });

  it('holds the slowest answer against the range that was known before the case was sent', () => {
    const agencies = [agency([...ten(60), 60, 60, 10]), agency([...ten(90), 90, 300, 90])];
    expect(judge(agencies).slice(0, 4)).toEqual([true, false, true, undefined]);
  });

  it('judges a case that is open once its range is over, and not before', () => {
    const agencies = [agency([...ten(60), 60]), agency([...ten(90), null])];
    const sentAt = pastCasesOf(agencies)[0]?.sentAt ?? 0;
    expect(judge(agencies, sentAt + 80 * MINUTE)[0]).toBeUndefined();
    expect(judge(agencies, sentAt + 100 * MINUTE)[0]).toBe(false);
  });
});
