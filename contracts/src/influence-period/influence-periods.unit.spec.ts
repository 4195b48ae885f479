import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toCivilDate, toDayNumber } from '../working-time/index.js';
import { influencePeriods, SANCTIONS, SanctionId, type Sanction } from './index.js';

const of = (sanction: SanctionId, from: string): Sanction => ({ sanction, from });
const untilOf = (...sanctions: [Sanction, ...Sanction[]]): string => influencePeriods(sanctions, '2026-11-25').until;

describe('the period in which a sanction stands in the way of a promotion', () => {
  it.each<[SanctionId, string]>([
    ['law-warning', '2026-09-09'], ['law-demerit', '2027-03-09'], ['law-major-demerit', '2027-09-09'], ['law-demotion', '2028-03-09'], ['law-removal', '2028-03-09'],
    ['party-warning', '2027-03-09'], ['party-serious-warning', '2027-09-09'], ['party-removal', '2028-03-09'], ['party-probation', '2028-03-09'],
  ])('of %s from 10 March 2026 ends with %s', (sanction, until) => {
    expect(untilOf(of(sanction, '2026-03-10'))).toBe(until);
  });

  it('names its law, its article and the day from which it counts', () => {
    expect(SANCTIONS['law-warning']).toMatchObject({ basis: { title: '《中华人民共和国公职人员政务处分法》', article: '第八条、第十九条' }, from: { zh: '处分决定生效之日' } });
    expect(SANCTIONS['party-probation']).toMatchObject({ basis: { title: '《中国共产党纪律处分条例》', article: '第十二条' }, from: { zh: '恢复党员权利之日' } });
  });

  it('holds on its first and on its last day, and on no day besides', () => {
    const holds = (on: string) => influencePeriods([of('law-warning', '2026-03-10')], on).holds;
    expect(['2026-03-09', '2026-03-10', '2026-09-09', '2026-09-10'].map(holds)).toEqual([false, true, true, false]);
  });

  it('ends with the month where that has no such day', () => {
    expect([untilOf(of('law-warning', '2026-08-31')), untilOf(of('party-warning', '2028-02-29')), untilOf(of('law-warning', '2026-07-01')), untilOf(of('law-warning', '2026-09-01'))]).toEqual(['2027-02-28', '2029-02-28', '2026-12-31', '2027-02-28']);
  });

  it('is lengthened under the law by what is left of the one before, up to 48 months', () => {
    // Twelve months from 10 June, and the 92 days to 9 September that were left.
    const both = influencePeriods([of('law-warning', '2026-03-10'), of('law-demerit', '2026-06-10')], '2026-11-25');
    expect(both).toMatchObject({ until: '2027-09-09', periods: [{ added: false }, { added: true, capped: false, until: '2027-09-09' }] });
    const three = influencePeriods([of('law-removal', '2026-03-10'), of('law-demotion', '2026-04-10'), of('law-removal', '2026-05-10')], '2026-11-25');
    expect(three.periods.at(-1)).toMatchObject({ capped: true, until: '2030-05-09' });
  });

  it('is not lengthened by one that is over, nor by one of the Party', () => {
    expect(untilOf(of('law-warning', '2025-03-10'), of('law-warning', '2026-03-10'))).toBe('2026-09-09');
    expect(untilOf(of('party-removal', '2026-03-10'), of('law-warning', '2026-06-10'))).toBe('2028-03-09');
    expect(influencePeriods([of('party-warning', '2026-03-10'), of('party-warning', '2026-06-10')], '2026-11-25').until).toBe('2027-06-09');
  });
});

describe('any sanctions', () => {
  const day = fc.integer({ min: toDayNumber('2000-01-01'), max: toDayNumber('2060-12-31') }).map(toCivilDate);
  const some = fc.array(fc.record({ sanction: fc.constantFrom(...SanctionId.options), from: day }), { minLength: 1, maxLength: 5 }) as fc.Arbitrary<[Sanction, ...Sanction[]]>;

  it('hold until the last day and not after it, in whatever order they are given, and never for less than each alone', () => {
    fc.assert(
      fc.property(some, (sanctions) => {
        const { until } = influencePeriods(sanctions, '2026-11-25');
        expect(influencePeriods([...sanctions].reverse() as typeof sanctions, '2026-11-25').until).toBe(until);
        expect(influencePeriods(sanctions, until).holds).toBe(true);
        expect(influencePeriods(sanctions, toCivilDate(toDayNumber(until) + 1)).holds).toBe(false);
        for (const each of sanctions) expect(untilOf(each) <= until).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
