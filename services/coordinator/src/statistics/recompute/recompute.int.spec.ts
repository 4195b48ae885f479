import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { RecomputationView } from '@lianshen/contracts/api';
import type { CaseId } from '@lianshen/contracts/kernel';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY } from '../../vetting/cases.spec-kit.js';
import { ReadStatisticsController } from '../read-statistics/read-statistics.controller.js';
import { FillStatistics } from '../rows/fill-statistics.js';
import { RecomputeController } from './recompute.controller.js';

const OFFICER = { sub: 'officer-1', roles: ['officer'] };
const OTHERS = ['discipline', 'procuratorate', 'audit', 'petitions'];
const MINUTE = 60_000;

describe('the recomputation of statistics', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let halted: CaseId;

  const recompute = (query: object = {}, on: INestApplicationContext = hub.application) => on.get(RecomputeController).recompute(query);
  const rows = () => hub.mongo.collection<{ _id: string; seq: number }>('statistic_rows');
  const settled = () => eventually('equal figures', () => recompute(), ({ equal }) => equal);

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
    const cleared = await cases.open();
    await cases.answer(cleared, 'CLEAR', 'court', ...OTHERS);
    halted = await cases.open();
    await cases.answer(halted, 'CLEAR', 'audit');
    await cases.answer(halted, 'OBJECT', 'court');
    await cases.open('officer');
    // Nothing is on its way any more, so that a difference is one at the first look.
    hub.clock.moveTo(MONDAY + MINUTE);
    await settled();
  }, 60_000);

  afterAll(() => hub.stop());

  /** Each spec leaves the rows as the ledger has them: they are made anew. */
  beforeEach(async () => {
    await rows().deleteMany({});
    await hub.application.get(FillStatistics).fill();
  });

  it('derives every figure from the ledger and finds those that are shown equal', async () => {
    const recomputed = await recompute();
    expect(RecomputationView.parse(recomputed)).toEqual(recomputed);
    expect(recomputed).toMatchObject({ equal: true, cases: 3, rows: 3 + 15 + 1, rowsDiffering: 0, figuresDiffering: 0 });
    expect(recomputed.figures).toBeGreaterThan(200);
    const shown = await hub.application.get(ReadStatisticsController).read({}, OFFICER);
    expect({ ...recomputed.ledger, now: shown.now }).toEqual(shown);
  });

  it('finds a row that was tampered with, and the figures that it falsifies', async () => {
    await rows().updateOne({ _id: `${halted}.court.1` }, { $set: { 'fact.request.answeredAt': null, open: true } });
    const { equal, rowsDiffering, rowDifferences, figureDifferences } = await recompute();
    expect({ equal, rowsDiffering, rowDifferences }).toEqual({ equal: false, rowsDiffering: 1, rowDifferences: [{ row: `${halted}.court.1`, kind: 'different' }] });
    expect(figureDifferences).toContainEqual({ group: 'standard-five 2026-10-01/2026-12-31 court', figure: 'answeredOnTime', ledger: 2, view: 1 });
  });

  it('finds a row that is stale, one that is missing and one that no ledger knows', async () => {
    const row = await rows().findOne({ _id: `${halted}.audit.1` });
    await rows().updateOne({ _id: `${halted}.audit.1` }, { $set: { seq: 1, 'fact.request.answeredAt': null, 'fact.request.versions': 0 } });
    await rows().deleteOne({ _id: `${halted}.halt-1` });
    const unknown = `00000000-0000-8000-8000-000000000000.court.1`;
    await rows().insertOne({ ...row, _id: unknown, seq: 3 });
    const { equal, rowDifferences, figureDifferences } = await recompute();
    expect(equal).toBe(false);
    expect(rowDifferences).toHaveLength(3);
    expect(rowDifferences).toEqual(expect.arrayContaining([{ row: `${halted}.audit.1`, kind: 'different' }, { row: `${halted}.halt-1`, kind: 'missing' }, { row: unknown, kind: 'surplus' }]));
    expect(figureDifferences).toContainEqual({ group: 'standard-five 2026-10-01/2026-12-31', figure: 'halts.count', ledger: 1, view: 0 });
  });

  it('finds a row that was put ahead of its case, so that nothing would ever replace it, and one that holds no fact', async () => {
    await rows().updateOne({ _id: halted }, { $set: { seq: 1_000_000 } });
    await rows().updateOne({ _id: `${halted}.audit.1` }, { $set: { fact: 'none' } });
    const { rowDifferences, figureDifferences } = await recompute();
    expect(rowDifferences).toHaveLength(2);
    expect(figureDifferences).toContainEqual({ group: 'standard-five 2026-10-01/2026-12-31 audit', figure: 'asked', ledger: 3, view: 2 });
  });

  it('makes rows and their indexes anew where they were dropped, and leaves those that are there', async () => {
    const before = (await rows().indexes()).map(({ name }) => name).sort();
    await rows().drop();
    expect((await recompute()).rowsDiffering).toBe(19);
    await hub.application.get(FillStatistics).fill();
    expect(await recompute()).toMatchObject({ equal: true, rows: 19 });
    expect((await rows().indexes()).map(({ name }) => name).sort()).toEqual(before);
    await rows().deleteOne({ _id: halted });
    await hub.application.get(FillStatistics).fill();
    expect((await recompute()).rowDifferences).toEqual([{ row: halted, kind: 'missing' }]);
  });

  it('takes nothing for a difference that is on its way while cases are opened and answered', async () => {
    hub.clock.moveTo(MONDAY);
    const going = (async () => {
      for (let opened = 0; opened < 4; opened++) await cases.answer(await cases.open('officer'), 'CLEAR', 'court', 'audit');
    })();
    const told = [];
    for (let asked = 0; asked < 4; asked++) told.push(await recompute());
    await going;
    expect(told.map(({ equal, rowDifferences, figureDifferences }) => [equal, rowDifferences, figureDifferences])).toEqual(told.map(() => [true, [], []]));
    expect(await settled()).toMatchObject({ cases: 7, unsettled: 0 });
  });

  it('is done once for all who ask for the same, and refused where two others run', async () => {
    const same = [recompute({ from: '2026-10-01' }), recompute({ from: '2026-10-01', to: '2026-12-31' })];
    const other = recompute({ from: '2026-07-01', to: '2026-07-31' });
    expect(() => recompute({ from: '2026-08-01', to: '2026-08-31' })).toThrow('other recomputations run');
    expect(await same[0]).toBe(await same[1]);
    expect(await other).toMatchObject({ equal: true, from: '2026-07-01', to: '2026-07-31' });
    expect(() => recompute({ from: '2026-08-01', to: '2026-07-01' })).toThrow();
  });

  it('finds the rows of two processes equal that took turns on a case', async () => {
    const other = await hub.replica();
    hub.clock.moveTo(MONDAY);
    const caseId = await cases.open('officer');
    await cases.answer(caseId, 'CLEAR', 'court', ...OTHERS);
    expect(await eventually('equal figures', () => recompute({}, other), ({ equal, cases: count }) => equal && count === 8)).toMatchObject({ rowsDiffering: 0 });
  });
});
