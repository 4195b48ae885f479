import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { AgencyTally } from './agency-tally.js';
import type { RequestFact, ToldApart } from './fact.js';

/** Tuesday, 3 March 2026, 08:30 in China: an office day has 540 minutes from here. */
const OPENS = Date.parse('2026-03-03T08:30:00+08:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DUE = Date.parse('2026-03-10T17:30:00+08:00');

const aRequest = (changed: Partial<RequestFact> = {}): RequestFact => ({
  requestId: 'a request', agency: 'court', issuedAt: OPENS, receivedAt: null, dueAt: DUE, pauses: [], extended: false, answeredAt: null, lateWorkingDays: 0, versions: 0, apart: null, ...changed,
});
const answered = (at: number, lateWorkingDays = 0): RequestFact => aRequest({ answeredAt: at, versions: 1, lateWorkingDays });
const apart = (because: ToldApart, at = OPENS + HOUR): RequestFact => aRequest({ apart: { because, at } });

function figuresOf(requests: readonly RequestFact[], now: number, rated = true) {
  const tally = new AgencyTally({ now, calendarOf: () => CHINA_CALENDAR });
  for (const request of requests) tally.addRequest(request);
  return tally.figures(rated);
}

describe('the figures of an agency', () => {
  it('count what is open and overdue as not on time, for as long as it is', () => {
    const figures = figuresOf([answered(DUE), answered(OPENS + HOUR), aRequest(), aRequest()], DUE + 1);
    expect(figures).toMatchObject({ asked: 4, dueSoFar: 4, dueOnTime: 2, onTimeRate: 0.5, answeredOnTime: 2, answeredLate: 0, openOverdue: 2 });
  });

  it('rate nothing that is not due yet, answered or not, so that quick answers do not stand for all', () => {
    expect(figuresOf([answered(OPENS + HOUR), aRequest()], OPENS + DAY)).toMatchObject({ onTimeRate: null, dueSoFar: 0, answeredOnTime: 1, openNotDue: 1 });
  });

  it('take a reply at the very instant of the due time as in time, and one a moment later as late by a working day', () => {
    expect(figuresOf([answered(DUE), answered(DUE + 1, 1), answered(DUE + 2 * DAY, 2)], DUE + 3 * DAY)).toMatchObject({ answeredOnTime: 1, answeredLate: 2, onTimeRate: 0.333, lateWorkingDays: { count: 2, median: 1, max: 2 } });
  });

  it('drop when an agency answers late', () => {
    const before = figuresOf([answered(OPENS + HOUR), answered(OPENS + HOUR)], DUE + DAY).onTimeRate ?? 0;
    expect(figuresOf([answered(OPENS + HOUR), answered(OPENS + HOUR), answered(DUE + DAY, 1)], DUE + DAY).onTimeRate).toBeLessThan(before);
  });

  it('tell apart what was recalled, declined, reassigned, waived or withheld, and count none of it against the agency', () => {
    const all = (['recalled', 'declined', 'reassigned', 'waived', 'withheld'] as const).map((because) => apart(because));
    const figures = figuresOf([...all, apart('recalled', DUE + DAY), answered(OPENS + HOUR)], DUE + 9 * DAY);
    expect(figures).toMatchObject({ asked: 7, dueSoFar: 1, onTimeRate: 1, recalled: 2, recalledOverdue: 1, declined: 1, reassigned: 1, waived: 1, withheld: 1, openOverdue: 0 });
    expect(figures.openAge.count).toBe(0);
  });

  it('take the time that an agency waits for the coordinator out, and call nothing overdue by it', () => {
    const waits = aRequest({ pauses: [{ from: OPENS + 2 * HOUR, to: null }] });
    const waitsLate = aRequest({ pauses: [{ from: DUE + HOUR, to: null }] });
    const figures = figuresOf([waits, waitsLate], DUE + 30 * DAY);
    expect(figures).toMatchObject({ openPaused: 1, openOverdue: 1, dueSoFar: 1, onTimeRate: 0 });
    expect(figures.openAge).toMatchObject({ count: 2, median: 0.2, max: 6 });
    const went = figuresOf([aRequest({ pauses: [{ from: OPENS + HOUR, to: OPENS + 3 * HOUR }], answeredAt: OPENS + 4 * HOUR, versions: 1 })], DUE);
    expect(went.receipt.done.median).toBe(120);
  });

  it('tell the time of each stage, with what is in it still and how long it has been', () => {
    const passed = aRequest({ receivedAt: OPENS + HOUR, answeredAt: OPENS + 3 * HOUR, versions: 1 });
    const received = aRequest({ receivedAt: OPENS + 2 * HOUR });
    const figures = figuresOf([passed, received, aRequest()], OPENS + DAY);
    expect(figures.receipt).toEqual({ done: { count: 2, median: 60, p80: 120, max: 120 }, open: { count: 1, median: 540, p80: 540, max: 540 } });
    expect(figures.answer).toEqual({ done: { count: 1, median: 120, p80: 120, max: 120 }, open: { count: 1, median: 420, p80: 420, max: 420 } });
  });

  it('name corrections, extensions and halts, and how many of those were cleared later', () => {
    const tally = new AgencyTally({ now: DUE, calendarOf: () => CHINA_CALENDAR });
    tally.addRequest({ ...answered(OPENS + HOUR), versions: 3, extended: true });
    const halt = { number: 1, agency: 'court', at: OPENS, releasedAt: null, endedAt: null, clearedAt: null };
    tally.addHalt(halt);
    tally.addHalt({ ...halt, releasedAt: OPENS + HOUR, clearedAt: OPENS + DAY });
    expect(tally.figures(true)).toMatchObject({ corrected: 1, extended: 1, halts: { count: 2, standing: 1, cleared: 1 } });
  });

  it('account for each request in exactly one way, and never rate above one', () => {
    const request = fc.record({ hours: fc.integer({ min: 0, max: 400 }), how: fc.constantFrom('open', 'answered', 'paused', 'recalled', 'declined') }).map(({ hours, how }): RequestFact => {
      const at = OPENS + hours * HOUR;
      if (how === 'answered') return answered(at, at > DUE ? 1 : 0);
      if (how === 'paused') return aRequest({ pauses: [{ from: at, to: null }] });
      return how === 'open' ? aRequest() : apart(how, at);
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 30 }), fc.integer({ min: 0, max: 500 }), (requests, hours) => {
        const figures = figuresOf(requests, OPENS + hours * HOUR);
        const { answeredOnTime, answeredLate, openNotDue, openPaused, openOverdue, recalled, declined, dueSoFar, dueOnTime } = figures;
        expect(answeredOnTime + answeredLate + openNotDue + openPaused + openOverdue + recalled + declined).toBe(requests.length);
        expect(figures.openAge.count).toBe(openNotDue + openPaused + openOverdue);
        expect(dueSoFar).toBe(dueOnTime + answeredLate + openOverdue);
        expect(figures.onTimeRate ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never get better when a request that is overdue is added', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (inTime) => {
        const requests = inTime.map((each) => answered(each ? OPENS + HOUR : DUE + DAY, each ? 0 : 1));
        const [before, after] = [figuresOf(requests, DUE + DAY), figuresOf([...requests, aRequest()], DUE + DAY)];
        expect(after.onTimeRate ?? 0).toBeLessThanOrEqual(before.onTimeRate ?? 1);
      }),
    );
  });
});
