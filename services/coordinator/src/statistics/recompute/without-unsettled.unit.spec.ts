import { describe, expect, it } from '@jest/globals';
import { NO_FACTS } from '../facts/case-facts.js';
import { statisticRowOf, type StatisticRow } from '../rows/statistic-row.model.js';
import { differingRows } from './differing-rows.js';
import { withoutUnsettled, type BothSides } from './without-unsettled.js';

const [RESTS, GOES_ON] = ['0190a1b2-c3d4-8e5f-8a6b-000000000001', '0190a1b2-c3d4-8e5f-8a6b-000000000002'];
const rowOf = (caseId: string, startedAt: number | null): StatisticRow => statisticRowOf({ caseId, person: caseId, policy: 'two', kind: 'case', course: { openedAt: 1, startedAt, end: null } }, 2);

function sides(seqs: Readonly<Record<string, number>>, told: readonly StatisticRow[], kept: readonly StatisticRow[]): BothSides {
  const cases = Object.entries(seqs).map(([caseId, seq]) => ({ caseId, facts: NO_FACTS, seq, at: 1 }));
  return { cases, told, kept, differences: differingRows(told, kept), unsettled: 0 };
}

describe('what differs of cases', () => {
  const told = [rowOf(RESTS, 5), rowOf(GOES_ON, 5)];
  const kept = [rowOf(RESTS, null), rowOf(GOES_ON, null)];
  const before = sides({ [RESTS]: 2, [GOES_ON]: 2 }, told, kept);

  it('is set aside where a case has gone on, which counts as the ledger says, and stands where it rests', () => {
    const settled = withoutUnsettled(sides({ [RESTS]: 2, [GOES_ON]: 3 }, told, kept), before);
    expect(settled).toMatchObject({ unsettled: 1, differences: [{ row: RESTS, kind: 'different' }] });
    expect(settled.kept).toEqual([rowOf(RESTS, null), rowOf(GOES_ON, 5)]);
  });

  it('is set aside where a case was opened meanwhile', () => {
    expect(withoutUnsettled(sides({ [RESTS]: 2, [GOES_ON]: 1 }, told, [rowOf(RESTS, 5)]), sides({ [RESTS]: 2 }, told, kept))).toMatchObject({ unsettled: 1, differences: [] });
  });

  it('stands where no row has had the time to arrive since the look before', () => {
    expect(withoutUnsettled(before, before)).toBe(before);
  });

  it('is nothing of a case that has gone on and whose rows are there', () => {
    expect(withoutUnsettled(sides({ [RESTS]: 2, [GOES_ON]: 3 }, told, told), before)).toMatchObject({ unsettled: 0, differences: [] });
  });
});
