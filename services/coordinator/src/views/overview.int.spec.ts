import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchMatrix, BatchPage, ListedCasePage, TodayView } from '@lianshen/contracts/api';
import type { BatchId, CaseId } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';
import { DeclarationsController } from '@lianshen/platform/recusal';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND, WITHOUT_REMINDERS } from '../vetting/cases.spec-kit.js';
import { ProposeDecisionController } from '../vetting/decide-together/propose-decision.controller.js';
import { WatchDeadlines } from '../vetting/overdue/watch-deadlines.js';
import { FillCaseViews } from './fill-case-views.js';
import { ListAllCasesController } from './list-all-cases.controller.js';
import { ListBatchesController } from './list-batches.controller.js';
import { ListTodayController } from './list-today.controller.js';
import { ReadMatrixController } from './read-matrix.controller.js';

const OVERSEER: Person = { sub: 'test-overseer', roles: ['overseer'] };
const NOMINATOR: Person = { sub: 'test-nominator', roles: ['nominator'] };
const KIN: Person = { sub: 'test-officer-kin', roles: ['officer'] };
const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';
const DAY = 86_400_000;

describe('what people see before they open a case', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let waiting: CaseId;
  let halted: CaseId;
  let cleared: CaseId;

  const get = <T>(controller: abstract new (...args: never[]) => T): T => hub.application.get<T>(controller);
  const batchOf = async (caseId: CaseId): Promise<BatchId> => (await cases.load(caseId)).batchId;
  const listBatches = (query: object = {}, person: Person = OFFICER): Promise<BatchPage> => get(ListBatchesController).list(query, person);
  const readMatrix = async (caseId: CaseId, person: Person = OFFICER): Promise<BatchMatrix> => get(ReadMatrixController).read(await batchOf(caseId), {}, person);
  const listAll = (query: object = {}, person: Person = OFFICER): Promise<ListedCasePage> => get(ListAllCasesController).list(query, person);
  const listToday = (person: Person = OFFICER): Promise<TodayView> => get(ListTodayController).list(person);
  const tasks = async (person?: Person) => (await listToday(person)).groups.flatMap(({ kind, items }) => items.map(({ caseId, agency }) => [kind, caseId, agency]));
  const codeOf = (done: Promise<unknown>) => done.then(() => 'done', (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'fault');

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY, WITHOUT_REMINDERS);
    cases = new CasesUnderTest(hub);
    waiting = await cases.open('officer', 'later');
    halted = await cases.open('officer');
    await cases.answer(halted, 'OBJECT', 'court');
    cleared = await cases.open('automatic');
    await cases.answer(cleared, 'CLEAR', 'discipline', 'court', 'procuratorate', 'audit', 'petitions');
    await eventually('every row', () => listAll(), ({ items }) => items.length === 3 && items.some(({ status }) => status === 'cleared') && items.some(({ status }) => status === 'halted'));
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  it('lists the batches with how many cases are in which state, a page at a time, and the title for who reads words alone', async () => {
    const all = (await listBatches()).items;
    expect(all.map(({ byStatus }) => byStatus)).toEqual(expect.arrayContaining([{ screening: 1 }, { halted: 1 }, { cleared: 1 }]));
    expect(all[0]).toMatchObject({ title: '测试', policy: { name: 'standard-five' }, cases: 1, rows: 1, refusedRows: 0, late: 0 });
    const first = await listBatches({ limit: 2 });
    expect([...first.items, ...(await listBatches({ limit: 2, cursor: first.next })).items]).toEqual(all);
    expect((await listBatches({}, OVERSEER)).items.map(({ title }) => title)).toEqual([null, null, null]);
    expect(await codeOf(get(ListBatchesController).read(UNKNOWN, OFFICER))).toBe('batch.unknown');
  });

  it('shows candidates by agency, without names, and nothing to who has no right', async () => {
    const matrix = await readMatrix(halted);
    expect(matrix.agencies.map(({ agency, name }) => [agency, name.zh])).toContainEqual(['court', '法院']);
    expect(matrix.items).toHaveLength(1);
    const byAgency = Object.fromEntries(matrix.agencies.map(({ agency }, index) => [agency, matrix.items[0]?.cells[index]]));
    expect(byAgency).toEqual({ discipline: 'sent', court: 'flag', procuratorate: 'sent', audit: 'sent', petitions: 'sent' });
    expect((await readMatrix(waiting)).items[0]?.cells).toEqual(['not-sent', 'not-sent', 'not-sent', 'not-sent', 'not-sent']);
    expect((await readMatrix(cleared, OVERSEER)).items[0]?.cells).toEqual(['clear', 'clear', 'clear', 'clear', 'clear']);
    expect((await readMatrix(halted, NOMINATOR)).items).toEqual([]);
    expect(JSON.stringify(matrix)).not.toContain('试例甲');
    expect(await codeOf(get(ReadMatrixController).read(UNKNOWN, {}, OFFICER))).toBe('batch.unknown');
  });

  it('lists cases of all batches, the newest first, by each filter, a page at a time', async () => {
    const ids = async (query: object) => (await listAll(query)).items.map(({ caseId }) => caseId);
    const all = await ids({});
    const first = await listAll({ limit: 2 });
    expect([...first.items, ...(await listAll({ limit: 2, cursor: first.next })).items].map(({ caseId }) => caseId)).toEqual(all);
    expect(await ids({ status: 'halted' })).toEqual([halted]);
    expect(await ids({ batch: await batchOf(cleared) })).toEqual([cleared]);
    expect(await ids({ policy: 'standard-five', status: 'cleared' })).toEqual([cleared]);
    expect(await ids({ policy: 'province' })).toEqual([]);
    expect(await ids({ from: new Date(MONDAY + 1).toISOString() })).toEqual([]);
    expect(await ids({ to: new Date(MONDAY + 1).toISOString() })).toEqual(all);
    for (const query of [{ status: 'gone' }, { limit: 501 }, { cursor: 'x' }, { name: '试例甲' }]) expect(await codeOf(listAll(query))).toBe('request.malformed');
  });

  it('tells each what waits for them, and a proposal to the others alone', async () => {
    expect(await tasks()).toEqual([['adjudicate', halted, null], ['start-vetting', waiting, null]]);
    expect(await tasks(SECOND)).toEqual([]);
    await hub.application.get(ProposeDecisionController).propose(halted, { kind: 'terminate', reason: '问题属实', basis: '试例第九条', heard: 'heard' }, cases.key(), OFFICER);
    await eventually('the proposal', () => tasks(SECOND), (told) => told.length > 0);
    expect(await tasks(SECOND)).toEqual([['confirm-decision', halted, null]]);
    expect(await tasks({ ...OFFICER, roles: ['officer', 'coordinatorApprover'] })).not.toContainEqual(['confirm-decision', halted, null]);
  });

  it('lists who is late, and tells of a conclusion two weeks before it lapses', async () => {
    const late = await cases.open('officer');
    hub.clock.moveTo((await cases.load(late)).requests['court']?.dueAt ?? 0);
    await hub.application.get(WatchDeadlines).ring(late);
    await eventually('who is late', () => listAll({ late: 'court' }), ({ items }) => items.length === 1);
    expect((await listAll({ late: 'court' })).items[0]).toMatchObject({ caseId: late, late: expect.arrayContaining(['court']) });
    expect((await readMatrix(late)).items[0]?.cells).toContain('overdue');
    expect(await tasks()).toContainEqual(['chase-overdue', late, 'court']);
    expect(await tasks()).not.toContainEqual(['renew-soon', cleared, null]);
    hub.clock.moveTo(((await cases.load(cleared)).validUntil ?? 0) - 14 * DAY);
    expect(await tasks()).toContainEqual(['renew-soon', cleared, null]);
    hub.clock.moveTo(MONDAY);
  });

  it('leaves out for a person the cases that they are recused from', async () => {
    await eventually('the declaration', async () => codeOf(hub.application.get(DeclarationsController).declare(await batchOf(halted), { cases: [halted], related: [{ caseId: halted, ground: 'spouse' }] }, KIN)), (code) => code === 'done');
    expect((await readMatrix(halted, KIN)).items).toEqual([]);
    expect((await listAll({}, KIN)).items.map(({ caseId }) => caseId)).not.toContain(halted);
    expect((await listAll({}, KIN)).items.map(({ caseId }) => caseId)).toContain(cleared);
    expect((await tasks(KIN)).filter(([, caseId]) => caseId === halted)).toEqual([]);
    const number = (await cases.load(cleared)).candidate?.identityNumber ?? '';
    await hub.application.get(DeclarationsController).setOwn({ relatives: [{ relation: 'lineal', name: '试例乙', identityNumber: number }], units: [] }, KIN);
    expect((await listAll({}, KIN)).items.map(({ caseId }) => caseId)).not.toContain(cleared);
  });

  it('makes its rows again from the ledger alone', async () => {
    const shown = async () => [await listBatches(), await listAll(), await readMatrix(halted), await listToday()];
    const before = await shown();
    for (const name of ['case_rows', 'task_rows', 'batch_rows']) await hub.mongo.collection(name).deleteMany({});
    expect((await listAll()).items).toEqual([]);
    await hub.application.get(FillCaseViews).fill();
    expect(await shown()).toEqual(before);
  });
});
