import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';
import { DeclarationsController, RecusalsController } from '@lianshen/platform/recusal';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from '../vetting/cases.spec-kit.js';
import { ConcludeController } from '../vetting/conclude/conclude.controller.js';
import { ListDecisionsController } from '../vetting/decide-together/list-decisions.controller.js';
import { ProposeDecisionController } from '../vetting/decide-together/propose-decision.controller.js';
import { SettleDecisionController } from '../vetting/decide-together/settle-decision.controller.js';
import { ReadCaseController } from '../vetting/read-case/read-case.controller.js';
import { ReadCaseFileController } from '../vetting/read-case/read-case-file.controller.js';
import { ReadTimelineController } from '../vetting/read-case/read-timeline.controller.js';
import { ReadClockController } from '../vetting/read-clock/read-clock.controller.js';
import { OrderOfficerRecusalController } from './order-officer-recusal.controller.js';

const KIN: Person = { sub: 'test-officer-kin', name: '试例亲属', roles: ['officer'] };
const THIRD: Person = { sub: 'test-approver-2', roles: ['coordinatorApprover'] };
const SUPERIOR: Person = { sub: 'test-superior', roles: ['superior'] };
const AUDITOR: Person = { sub: 'test-auditor', roles: ['auditor'] };
const TERMINATE = { kind: 'terminate', reason: '问题属实', basis: '试例第九条', heard: 'heard' };

describe('recusal at the coordinator, over real NATS, Redis and MongoDB', () => {
  let hub: CoordinatorUnderTest;
  let other: INestApplicationContext;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    other = await hub.replica();
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  const codeOf = (done: Promise<unknown>) => done.then(() => 'done', (error: { refusal?: { code: string }; message?: string }) => error.refusal?.code ?? error.message ?? 'thrown');
  const propose = (caseId: CaseId, person: Person, on = hub.application) => on.get(ProposeDecisionController).propose(caseId, TERMINATE, cases.key(), person);
  const confirm = (caseId: CaseId, person: Person, number = 1) => hub.application.get(SettleDecisionController).confirm({ caseId, number: String(number) }, cases.key(), person);
  const readCase = (caseId: CaseId, person: Person, on = hub.application) => on.get(ReadCaseController).read(caseId, person);
  const readFile = (caseId: CaseId, person: Person) => hub.application.get(ReadCaseFileController).read(caseId, person);
  const batchOf = async (caseId: CaseId) => (await cases.load(caseId)).batchId;
  const recusalsOf = async (person: Person, caseId: CaseId) => (await hub.application.get(RecusalsController).list({ limit: 50 }, person)).items.filter((each) => each.caseId === caseId);

  /** Declares as over HTTP, once the case stands in the list of its batch. */
  async function declare(caseId: CaseId, person: Person, related: object[] = [], on = hub.application): Promise<void> {
    const batch = await batchOf(caseId);
    await eventually('the declaration', () => codeOf(on.get(DeclarationsController).declare(batch, { cases: [caseId], related }, person)), (code) => code === 'done');
  }

  async function halted(): Promise<CaseId> {
    const caseId = await cases.open();
    await cases.answer(caseId, 'OBJECT', 'court');
    return caseId;
  }

  it('lets nobody open the file or judge before they have declared, and whoever watches over them without', async () => {
    const caseId = await halted();
    expect(await codeOf(readFile(caseId, KIN))).toBe('declaration.missing');
    expect(await codeOf(propose(caseId, KIN))).toBe('declaration.missing');
    expect(await codeOf(hub.application.get(ConcludeController).conclude(caseId, cases.key(), KIN))).toBe('declaration.missing');
    expect(await codeOf(readCase(caseId, KIN))).toBe('done');
    expect(await codeOf(readCase(caseId, AUDITOR))).toBe('done');
    await declare(caseId, KIN);
    expect(await codeOf(readFile(caseId, KIN))).toBe('done');
  });

  it('keeps who is related from everything of the case, at every replica, and from the list of decisions', async () => {
    const caseId = await halted();
    await propose(caseId, OFFICER);
    await declare(caseId, THIRD, [{ caseId, ground: 'spouse' }]);
    for (const on of [hub.application, other]) expect(await codeOf(readCase(caseId, THIRD, on))).toBe('recusal.recused');
    expect(await codeOf(hub.application.get(ReadTimelineController).read(caseId, { limit: 50 }, THIRD))).toBe('recusal.recused');
    expect(await codeOf(hub.application.get(ReadClockController).read(caseId, THIRD))).toBe('recusal.recused');
    expect(await codeOf(confirm(caseId, THIRD))).toBe('recusal.recused');
    const listed = async (person: Person) => ((await hub.application.get(ListDecisionsController).list({ limit: 50 }, person)) as { items: { caseId: CaseId; decision: { reason: string | null } }[] }).items.find((each) => each.caseId === caseId);
    await eventually('the decision in the list', () => listed(SECOND), (line) => line?.decision.reason === '问题属实');
    expect(await listed(THIRD)).toBeUndefined();
    expect((await listed({ sub: 'test-approver-3', roles: ['coordinatorApprover'] }))?.decision.reason).toBeNull();
    expect(await codeOf(confirm(caseId, SECOND))).toBe('done');
  });

  it('finds a relative by identity number without being told again', async () => {
    const caseId = await cases.open();
    const number = (await cases.load(caseId)).candidate?.identityNumber ?? '';
    await hub.application.get(DeclarationsController).setOwn({ relatives: [{ relation: 'lineal', name: '试例甲', identityNumber: number }], units: [] }, KIN);
    expect(await codeOf(readCase(caseId, KIN))).toBe('recusal.recused');
    const [found] = await eventually('the recusal in the list', () => recusalsOf(SECOND, caseId), (items) => items.length > 0);
    expect(found).toMatchObject({ source: 'found', ground: 'lineal', person: { id: KIN.sub, name: KIN.name } });
    await hub.application.get(DeclarationsController).setOwn({ relatives: [], units: [] }, KIN);
  });

  it('opens a review of what they have decided already: two others decide anew', async () => {
    const caseId = await halted();
    await declare(caseId, KIN);
    await propose(caseId, KIN);
    await confirm(caseId, SECOND);
    expect((await cases.load(caseId)).status).toBe('terminated');
    await declare(caseId, KIN, [{ caseId, ground: 'interest' }]);
    const review = await cases.when(caseId, 'the review', ({ status }) => status === 'halted');
    expect(review).toMatchObject({ recused: [KIN.sub], decisions: [{ status: 'void' }] });
    await propose(caseId, OFFICER);
    expect(await codeOf(confirm(caseId, SECOND, 2))).toBe('done');
    expect((await cases.load(caseId)).status).toBe('terminated');
  });

  it('is ordered by an approver, of an approver by the superior, who sees no case', async () => {
    const caseId = await halted();
    const order = (person: Person, by: Person) => hub.application.get(OrderOfficerRecusalController).order(caseId, { person: { id: person.sub, name: '试例' }, reason: '试例：群众反映' }, cases.key(), by);
    expect(await codeOf(order(KIN, OFFICER))).toBe('identity.not-permitted');
    expect(await codeOf(order(SECOND, SECOND))).toBe('recusal.of-oneself');
    expect(await codeOf(order(KIN, SECOND))).toBe('done');
    expect(await codeOf(readCase(caseId, KIN))).toBe('recusal.recused');
    expect(await codeOf(order(SECOND, SUPERIOR))).toBe('done');
    expect(await codeOf(readCase(caseId, SECOND))).toBe('recusal.recused');
    expect(await codeOf(readCase(caseId, SUPERIOR))).toBe('identity.not-permitted');
    const heads = await eventually('the recusal in the list', () => recusalsOf(SUPERIOR, caseId), (items) => items.length > 0);
    expect(heads.map(({ person }) => person.id)).toEqual([SECOND.sub]);
    const lift = (by: Person) => hub.application.get(RecusalsController).lift(heads[0]?.batch ?? '', String(heads[0]?.number), { reason: '查明无关' }, cases.key(), by);
    expect(await codeOf(lift(THIRD))).toBe('recusal.superior-decides');
    expect(await codeOf(lift(SUPERIOR))).toBe('done');
    expect(await codeOf(readCase(caseId, SECOND))).toBe('done');
  });

  it('asks an agency anew that takes its own verdict into doubt, once however often it says so', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', 'discipline', 'court', 'procuratorate', 'audit', 'petitions');
    await cases.when(caseId, 'cleared', ({ status }) => status === 'cleared');
    const requestId = `${caseId}.court.1`;
    await hub.agencies['court']?.send('re-review', { requestId, number: 1, reason: '参与办理的人员应当回避' }, 2);
    const asked = await cases.when(caseId, 'asked anew', ({ status, requests }) => status === 'vetting' && requests['court']?.round === 2);
    expect(asked.requests['audit']).toMatchObject({ round: 1, status: 'answered' });
    expect(((await readCase(caseId, OFFICER)) as { requests: { requestId: string; questioned: boolean }[] }).requests.find((each) => each.requestId === requestId)?.questioned).toBe(true);
    await cases.answer(caseId, 'CLEAR', 'court');
    expect(await cases.when(caseId, 'cleared again', ({ status }) => status === 'cleared')).toMatchObject({ conclusions: 2, requests: { court: { round: 2 } } });
  });

  it('does not take the word of one agency about another', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', 'court');
    await hub.agencies['audit']?.send('re-review', { requestId: `${caseId}.court.1`, number: 1, reason: '试例' });
    await cases.answer(caseId, 'CLEAR', 'audit');
    expect((await cases.load(caseId)).requests['court']).toMatchObject({ round: 1, questioned: 0 });
  });
});
