import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StatisticsView } from '@lianshen/contracts/api';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { ProposeDecisionController } from '../../vetting/decide-together/propose-decision.controller.js';
import { SettleDecisionController } from '../../vetting/decide-together/settle-decision.controller.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from '../../vetting/cases.spec-kit.js';
import { WithdrawCaseController } from '../../vetting/withdraw-case/withdraw-case.controller.js';
import { RecomputeController } from '../recompute/recompute.controller.js';
import { ReadStatisticsController } from './read-statistics.controller.js';

const DAY = 86_400_000;
/** Five working days from Monday, when the office closes. */
const DUE = Date.parse('2026-11-30T17:30:00+08:00');
const OVERSEER: Person = { sub: 'overseer-1', roles: ['overseer'] };
const AUDITOR: Person = { sub: 'auditor-1', roles: ['auditor'] };
const OTHERS = ['discipline', 'procuratorate', 'audit', 'petitions'];

describe('the statistics', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
  }, 30_000);

  afterAll(() => hub.stop());

  const read = (person: Person = AUDITOR, query: object = {}) => hub.application.get(ReadStatisticsController).read(query, person);
  const codeOf = (asked: Promise<StatisticsView>) => asked.then(() => 'shown', (error: { refusal: { code: string } }) => error.refusal.code);
  const figuresOf = ({ agencies }: StatisticsView, agency: string) => agencies.find((group) => group.agency === agency)?.figures;
  /** The figures once they are those of the ledger: rows are a moment behind. */
  const settled = async (query: object = {}) => {
    await eventually('the rows', () => hub.application.get(RecomputeController).recompute({}), ({ equal }) => equal);
    return read(AUDITOR, query);
  };
  const decide = async (caseId: CaseId, body: object, number: string) => {
    await hub.application.get(ProposeDecisionController).propose(caseId, { ...body, reason: '查无实据' }, cases.key(), OFFICER);
    await hub.application.get(SettleDecisionController).confirm({ caseId, number }, cases.key(), SECOND);
  };

  it('hold nothing before there is a case', async () => {
    expect(await read()).toMatchObject({ agencies: [], policies: [], from: '2026-10-01', to: '2026-12-31', by: 'whole', restricted: false });
  });

  it('let the rate of an agency drop that is silent, and again when it answers late', async () => {
    const one = await cases.open('officer');
    await cases.answer(one, 'CLEAR', 'court', ...OTHERS);
    const two = await cases.open('officer');
    await cases.answer(two, 'CLEAR', ...OTHERS);
    hub.clock.moveTo(DUE + DAY);
    const silent = await settled();
    expect(StatisticsView.parse(silent)).toEqual(silent);
    expect(figuresOf(silent, 'court')).toMatchObject({ asked: 2, dueSoFar: 2, dueOnTime: 1, onTimeRate: 0.5, answeredLate: 0, openAge: { count: 1, max: 6.8 } });
    expect(figuresOf(silent, 'audit')).toMatchObject({ asked: 2, onTimeRate: 1, openOverdue: 0 });
    await cases.answer(two, 'CLEAR', 'court');
    const late = await settled();
    expect(figuresOf(late, 'court')).toMatchObject({ onTimeRate: 0.5, openOverdue: 0, lateWorkingDays: { count: 1, median: 1, p80: 1, max: 1 } });
    const three = await cases.open('officer');
    await cases.answer(three, 'CLEAR', 'court', ...OTHERS);
    hub.clock.moveTo(DUE + DAY);
    expect(figuresOf(await settled(), 'court')).toMatchObject({ onTimeRate: 0.667 });
  });

  it('count one halted then cleared, of the agency whose flag it was and of the policy', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', ...OTHERS);
    await cases.answer(caseId, 'OBJECT', 'court');
    await cases.answer(caseId, 'CLEAR', 'court');
    const stands = await settled();
    expect(stands.policies[0]?.figures).toMatchObject({ ends: { halted: 1 }, halts: { count: 1, standing: 1, cleared: 0 } });
    await decide(caseId, { kind: 'resume' }, '1');
    await cases.when(caseId, 'the conclusion', ({ status }) => status === 'cleared');
    const cleared = await settled();
    expect(cleared.policies[0]?.figures).toMatchObject({ halts: { count: 1, standing: 0, cleared: 1, release: { done: { count: 1 } } } });
    expect(figuresOf(cleared, 'court')).toMatchObject({ halts: { count: 1, cleared: 1 }, corrected: 1 });
    expect(figuresOf(cleared, 'audit')).toMatchObject({ halts: { count: 0, cleared: 0 } });
  });

  it('tell apart what a withdrawal recalled, and count none of it against anybody', async () => {
    const caseId = await cases.open();
    await hub.application.get(WithdrawCaseController).withdraw(caseId, { reason: '推荐单位撤回' }, cases.key(), OFFICER);
    await cases.recall(caseId);
    hub.clock.moveTo(DUE + DAY);
    const view = await settled();
    expect(figuresOf(view, 'audit')).toMatchObject({ onTimeRate: 1, recalledOverdue: 0, openOverdue: 0 });
    expect(view.policies[0]?.figures?.ends?.withdrawn).toBe(1);
  });

  it('hold what is open also where the period is another, and can be cut and filtered', async () => {
    await cases.open('officer');
    const elsewhere = await settled({ from: '2026-07-01', to: '2026-09-30' });
    expect(elsewhere.agencies.map(({ period, figures }) => [period, figures?.asked, figures?.onTimeRate])).toEqual(Array.from({ length: 5 }, () => [null, 1, null]));
    const months = await read(AUDITOR, { by: 'month', agency: 'court', policy: 'standard-five' });
    expect(months.agencies.map(({ agency, agencyName, period }) => [agency, agencyName.zh, period])).toEqual([['court', '法院', '2026-11']]);
    expect(months.policies).toEqual([]);
    expect((await read(AUDITOR, { policy: 'another' })).agencies).toEqual([]);
  });

  it('show an overseer no group of fewer than five persons, and nothing but whole quarters', async () => {
    const view = await read(OVERSEER);
    expect(view).toMatchObject({ restricted: true, by: 'quarter' });
    // Cases one to three, the halted, the withdrawn and the open one are of six people.
    expect(view.agencies.map(({ persons, suppressed }) => [persons, suppressed])).toEqual(Array.from({ length: 5 }, () => [6, false]));
    const earlier = await read(OVERSEER, { from: '2026-07-01', to: '2026-09-30' });
    expect([earlier.agencies, earlier.policies]).toEqual([[], []]);
    for (const query of [{ by: 'month' }, { by: 'whole' }, { from: '2026-11-02', to: '2026-12-31' }]) expect([query, await codeOf(read(OVERSEER, query))]).toEqual([query, 'statistics.period-too-fine']);
    expect(JSON.stringify(view)).not.toMatch(/试例甲|990101/);
    expect((await read({ ...OVERSEER, roles: ['overseer', 'officer'] })).restricted).toBe(false);
  });

  it('refuse what is no period, no day and no question of theirs', async () => {
    expect(await codeOf(read(AUDITOR, { from: '2026-12-01', to: '2026-11-01' }))).toBe('statistics.period');
    for (const query of [{ from: '2026-02-30' }, { by: 'week' }, { agency: 'A' }, { day: 'x' }]) expect([query, await codeOf(read(AUDITOR, query))]).toEqual([query, 'request.malformed']);
  });
});
