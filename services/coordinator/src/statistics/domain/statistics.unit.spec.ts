import { describe, expect, it } from '@jest/globals';
import { CHINA_CALENDAR, CHINA_ZONE } from '@lianshen/contracts/working-time';
import type { Fact, HaltFact, RequestFact } from './fact.js';
import { isOfQuarters, partOf, periodOf, type CutBy, type Period } from './period.js';
import { shownOutside, shownToAll } from './shown-outside.js';
import { StatisticsTally } from './statistics.js';

const at = (day: string): number => Date.parse(`${day}T10:00:00+08:00`);
const NOW = at('2026-11-25');
const period = (from: string, to: string): Period => {
  const result = periodOf({ from, to }, NOW, CHINA_ZONE);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const QUARTER = period('2026-10-01', '2026-12-31');

const about = (person: string) => ({ caseId: person, person, policy: 'two' });
const aRequest = (person: string, agency: string, due: string, changed: Partial<RequestFact> = {}): Fact => ({
  ...about(person),
  kind: 'request',
  request: { requestId: `${person}.${agency}.1`, agency, issuedAt: at('2026-07-01'), receivedAt: null, dueAt: at(due), pauses: [], extended: false, answeredAt: null, lateWorkingDays: 0, versions: 0, apart: null, ...changed },
});
const anAnswer = (person: string, agency: string, due: string): Fact => aRequest(person, agency, due, { answeredAt: at(due), versions: 1 });
const aHalt = (person: string, agency: string, day: string, changed: Partial<HaltFact> = {}): Fact => ({ ...about(person), kind: 'halt', halt: { number: 1, agency, at: at(day), releasedAt: null, endedAt: null, clearedAt: null, ...changed } });
const aCase = (person: string, day: string): Fact => ({ ...about(person), kind: 'case', course: { openedAt: at(day), startedAt: at(day), end: { by: 'cleared', at: at(day) + 3_600_000 } } });
const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `person-${index}`);

function statisticsOf(facts: readonly Fact[], of: Period = QUARTER, by: CutBy = 'whole') {
  const tally = new StatisticsTally(of, by, { now: NOW, calendarOf: () => CHINA_CALENDAR });
  for (const fact of facts) tally.add(fact);
  return tally.statistics();
}

describe('a period', () => {
  it('is the present calendar quarter where nobody names one, and the quarter of the day that is named', () => {
    const named = (given: { from?: string; to?: string }) => {
      const result = periodOf(given, NOW, CHINA_ZONE);
      return result.ok ? [result.value.from, result.value.to] : [result.refusal.code];
    };
    expect(named({})).toEqual(['2026-10-01', '2026-12-31']);
    expect(named({ from: '2026-02-03' })).toEqual(['2026-02-03', '2026-03-31']);
    expect(named({ to: '2024-02-29' })).toEqual(['2024-01-01', '2024-02-29']);
    expect(named({ from: '2026-02-03', to: '2026-02-02' })).toEqual(['statistics.period']);
    expect(named({ from: '2023-01-01', to: '2026-02-02' })).toEqual(['statistics.period']);
  });

  it('ends with its last day by the clock of the zone', () => {
    const november = period('2026-11-01', '2026-11-30');
    expect(partOf(november, 'month', Date.parse('2026-11-30T23:59:59.999+08:00'))).toBe('2026-11');
    expect(partOf(november, 'month', Date.parse('2026-12-01T00:00:00+08:00'))).toBeNull();
    expect(partOf(QUARTER, 'quarter', at('2026-12-31'))).toBe('2026-Q4');
    expect([isOfQuarters(QUARTER), isOfQuarters(november), isOfQuarters(period('2025-07-01', '2026-06-30'))]).toEqual([true, false, true]);
  });
});

describe('statistics', () => {
  it('sort requests by agency and by when they are due, cases by when they were opened, halts by when the flag came', () => {
    const facts = [anAnswer('a', 'court', '2026-10-05'), anAnswer('b', 'court', '2026-11-05'), anAnswer('a', 'audit', '2026-10-05'), aCase('a', '2026-10-01'), aHalt('a', 'court', '2026-11-06', { clearedAt: at('2026-11-07'), releasedAt: at('2026-11-07') })];
    const { agencies, policies } = statisticsOf(facts, QUARTER, 'month');
    expect(agencies.map(({ period: part, agency, persons, figures }) => [part, agency, persons, figures.asked, figures.halts.cleared])).toEqual([['2026-10', 'audit', 1, 1, 0], ['2026-10', 'court', 1, 1, 0], ['2026-11', 'court', 2, 1, 1]]);
    expect(policies.map(({ period: part, figures }) => [part, figures.proposed, figures.ends?.cleared, figures.halts?.count, figures.halts?.cleared])).toEqual([['2026-10', 1, 1, 0, 0], ['2026-11', 0, 0, 1, 1]]);
  });

  it('always hold what is open, in a group of its own where it lies outside the period, with its age and no rate', () => {
    const { agencies } = statisticsOf([aRequest('a', 'court', '2026-08-05'), aRequest('b', 'court', '2027-01-05'), anAnswer('c', 'court', '2026-08-05'), anAnswer('d', 'court', '2026-10-05')]);
    expect(agencies.map(({ period: part, figures }) => [part, figures.asked, figures.openOverdue, figures.openNotDue, figures.onTimeRate])).toEqual([['2026-10-01/2026-12-31', 1, 0, 0, 1], [null, 2, 1, 1, null]]);
    expect(agencies[1]?.figures.openAge).toMatchObject({ count: 2 });
    expect(agencies[1]?.figures.overdueAge.max).toBeGreaterThan(90);
  });

  it('tell of a case in screening or in vetting how long it has been there', () => {
    const waiting: Fact = { ...about('a'), kind: 'case', course: { openedAt: at('2026-11-24'), startedAt: null, end: null } };
    const vetting: Fact = { ...about('b'), kind: 'case', course: { openedAt: at('2026-11-23'), startedAt: at('2026-11-24'), end: null } };
    const figures = statisticsOf([waiting, vetting]).policies[0]?.figures;
    expect(figures).toMatchObject({ proposed: 2, openInScreening: 1, openInVetting: 1, screening: { done: { max: 540 }, open: { max: 540 } }, vetting: { done: { count: 0, median: null }, open: { max: 540 } } });
  });
});

describe('who is outside the coordinator', () => {
  const five = people(5).flatMap((person) => [anAnswer(person, 'court', '2026-10-05'), aCase(person, '2026-10-01')]);

  it('is shown a group of five persons, and none of four', () => {
    expect(shownOutside(statisticsOf(five)).agencies).toMatchObject([{ agency: 'court', persons: 5, suppressed: false, figures: { asked: 5 } }]);
    const [group] = shownOutside(statisticsOf(five.slice(0, 8))).agencies;
    expect(group).toEqual({ policy: 'two', period: '2026-10-01/2026-12-31', agency: 'court', persons: null, suppressed: true, figures: null });
  });

  it('has a person counted once, however many cases and requests there are of them', () => {
    const cases = people(4).flatMap((person, index) => [anAnswer(person, 'court', '2026-10-05'), { ...anAnswer(person, 'court', '2026-10-06'), caseId: `further-${index}` }]);
    expect(shownOutside(statisticsOf(cases)).agencies).toMatchObject([{ suppressed: true }]);
  });

  it('cannot subtract what agencies say from what their policy says', () => {
    const small = [anAnswer('person-0', 'audit', '2026-10-05'), aHalt('person-0', 'audit', '2026-10-06')];
    const shown = shownOutside(statisticsOf([...five, aHalt('person-1', 'court', '2026-10-06'), ...small]));
    expect(shown.agencies.map(({ agency, suppressed }) => [agency, suppressed])).toEqual([['audit', true], ['court', false]]);
    expect(shown.policies[0]).toMatchObject({ suppressed: false, figures: { proposed: 5, ends: null, halts: null } });
    expect(shownToAll(statisticsOf([...five, ...small])).policies[0]).toMatchObject({ figures: { ends: { cleared: 5 }, halts: { count: 1 } } });
  });

  it('learns nothing of a small quarter by asking for one quarter more', () => {
    const facts = [...five, ...people(2).map((person) => anAnswer(person, 'court', '2026-07-06'))];
    const one = shownOutside(statisticsOf(facts, QUARTER, 'quarter'));
    const both = shownOutside(statisticsOf(facts, period('2026-07-01', '2026-12-31'), 'quarter'));
    expect(both.agencies.filter(({ suppressed }) => !suppressed)).toEqual(one.agencies);
  });
});
