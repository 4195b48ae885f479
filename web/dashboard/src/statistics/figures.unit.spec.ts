import { describe, expect, it } from '@jest/globals';
import type { Statistics } from '../oversight-calls.js';
import { byAgency, throughput, withTitles } from './figures.js';

const spread = { count: 1, median: 30, p80: 40, max: 50 };
const agency = (name: string, period: string | null, openOverdue: number | null) => ({ agency: name, agencyName: { zh: `${name}单位`, en: name }, policy: 'p', period, persons: 9, suppressed: openOverdue === null, figures: openOverdue === null ? null : { openOverdue, answer: { done: spread } } });
const policy = (period: string, ends: object | null) => ({ policy: 'p', period, persons: 9, suppressed: false, figures: { proposed: 9, ends } });
const statistics = {
  agencies: [agency('court', '2026-Q4', 2), agency('audit', '2026-Q4', null), agency('audit', null, 7)],
  policies: [policy('2026-10', { cleared: 5, halted: 1, suspended: 1, terminated: 1, withdrawn: 0 }), policy('2026-11', null)],
} as unknown as Statistics;
const WORDS = { proposed: 'P', cleared: 'C', halted: 'H', ended: 'E', withdrawn: 'W' };

describe('the figures of a chart', () => {
  it('are those of the groups that are shown, each under the name of its agency', () => {
    expect(byAgency(statistics, 'zh', 'n', ({ openOverdue }) => openOverdue)).toEqual({ labels: ['court单位'], rows: [{ name: 'n', values: [2] }] });
  });

  it('call policies by their titles', () => {
    expect(throughput(withTitles(statistics, (name) => `《${name}》`), WORDS).labels).toEqual(['《p》 2026-10', '《p》 2026-11']);
  });

  it('tell how the vetting of each period ended, and leave out what is not told', () => {
    expect(throughput(statistics, WORDS)).toEqual({
      labels: ['p 2026-10', 'p 2026-11'],
      rows: [{ name: 'P', values: [9, 9] }, { name: 'C', values: [5, null] }, { name: 'H', values: [1, null] }, { name: 'E', values: [2, null] }, { name: 'W', values: [0, null] }],
    });
  });
});
