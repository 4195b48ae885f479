import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import { LedgerStore, SEEN_HEADS, verifyLedger, type SeenHeads } from '@lianshen/platform/ledger';
import { generateOwnKeys, publicKeysOf } from '@lianshen/platform/sealing';
import { AgencyRegistry } from '../agencies/agency-registry.js';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { ImportBatches } from '../intake/import-batch/import-batch.js';
import { StartBatchController } from '../intake/start-batch/start-batch.controller.js';
import { CaseStreams } from './case-streams.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from './cases.spec-kit.js';
import { ConcludeController } from './conclude/conclude.controller.js';
import { ConsiderAdviceController } from './consider-advice/consider-advice.controller.js';
import { DecideExtensionController } from './decide-extension/decide-extension.controller.js';
import { ProposeDecisionController } from './decide-together/propose-decision.controller.js';
import { SettleDecisionController } from './decide-together/settle-decision.controller.js';
import type { CaseEvent } from './domain/index.js';
import { WatchDeadlines } from './overdue/watch-deadlines.js';
import { ReVetController } from './re-vet/re-vet.controller.js';
import { WatchValidity } from './re-vet/watch-validity.js';
import { ReassignRequestController } from './reassign-request/reassign-request.controller.js';
import { SendSupplementController } from './send-supplement/send-supplement.controller.js';
import { StartVettingController } from './start-vetting/start-vetting.controller.js';
import { WithdrawCaseController } from './withdraw-case/withdraw-case.controller.js';

const THIRD = { sub: 'test-approver-2', roles: ['coordinatorApprover'] };
const OTHER_OFFICER = { sub: 'test-officer-2', roles: ['officer'] };
const CLERK = { id: 'clerk', name: '试例经办' };
const YEAR = 365 * 86_400_000;

describe('two replicas of the coordinator that are commanded at the same moment', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let other: INestApplicationContext;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY, { agencies: agenciesThatAdvise() });
    cases = new CasesUnderTest(hub);
    other = await hub.replica();
  }, 60_000);

  afterAll(async () => {
    await hub.stop();
  }, 30_000);

  const key = () => cases.key();
  const count = async (caseId: CaseId, type: CaseEvent['type']): Promise<number> =>
    (await hub.application.get(CaseStreams).history(caseId)).acts.flatMap(({ events }) => events).filter((event) => event.type === type).length;

  /** Both at once, each on a replica of its own. @returns how each ended: `done`, or the refusal's code. */
  async function race(one: (on: INestApplicationContext) => Promise<unknown>, two: (on: INestApplicationContext) => Promise<unknown>): Promise<string[]> {
    const outcomes = await Promise.allSettled([one(hub.application), two(other)]);
    return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'done' : ((outcome.reason as { refusal?: { code: string } }).refusal?.code ?? String(outcome.reason))));
  }

  const propose = (caseId: CaseId, body: object, person = OFFICER) => (on: INestApplicationContext) => on.get(ProposeDecisionController).propose(caseId, body, key(), person);
  const confirm = (caseId: CaseId, number: number, person = SECOND) => (on: INestApplicationContext) => on.get(SettleDecisionController).confirm({ caseId, number: String(number) }, key(), person);
  const refuse = (caseId: CaseId, number: number, person = THIRD) => (on: INestApplicationContext) => on.get(SettleDecisionController).refuse({ caseId, number: String(number) }, { reason: '依据不足' }, key(), person);
  const terminate = { kind: 'terminate', reason: '问题属实', basis: '试例第九条', heard: 'heard' };

  async function halted(): Promise<CaseId> {
    const caseId = await cases.open();
    await cases.declared(caseId, THIRD, OTHER_OFFICER);
    await cases.answer(caseId, 'OBJECT', 'court');
    return caseId;
  }

  it('recall once what a halt has left open', async () => {
    const caseId = await halted();
    hub.clock.moveTo((await cases.load(caseId)).recallAt ?? 0);
    await race((on) => on.get(WatchDeadlines).ring(caseId), (on) => on.get(WatchDeadlines).ring(caseId));
    expect(await count(caseId, 'RequestRecalled')).toBe(4);
  });

  it('import a list once under the same key', async () => {
    const command = { policy: 'standard-five', title: '测试', rows: 'all' as const, fileName: 'a.csv', content: Buffer.from('姓名,身份证号,工作单位,现任职务,拟任职务\n试例乙,990101198512120020,市试例局,科长,副局长\n') };
    const again = key();
    const both = await Promise.all([hub.application, other].map((on) => on.get(ImportBatches).import(command, { kind: 'person', id: 'x' }, again)));
    const ids = both.map((each) => (each.ok ? each.value.batchId : each.refusal.code));
    expect(new Set(ids).size).toBe(1);
    const [first] = both;
    const caseId = first?.ok ? (first.value.accepted[0]?.caseId ?? '') : '';
    await cases.when(caseId, 'vetting', ({ status }) => status === 'vetting');
    expect(await count(caseId, 'CaseOpened')).toBe(1);
  });

  it('send the requests of a case out once', async () => {
    const caseId = await cases.open('automatic', 'later');
    const { batchId } = await cases.load(caseId);
    expect(await race((on) => on.get(StartVettingController).start(caseId, key(), OFFICER), (on) => on.get(StartBatchController).start(batchId, key(), OFFICER))).toEqual(['done', 'done']);
    expect(await count(caseId, 'VettingStarted')).toBe(1);
    expect(await count(caseId, 'RequestIssued')).toBe(5);
  });

  it('withdraw a candidate once', async () => {
    const caseId = await cases.open();
    const withdraw = (on: INestApplicationContext) => on.get(WithdrawCaseController).withdraw(caseId, { reason: '推荐单位撤回' }, key(), OFFICER);
    expect(await race(withdraw, withdraw)).toEqual(['done', 'done']);
    expect(await count(caseId, 'CaseWithdrawn')).toBe(1);
  });

  it('draw the conclusion once', async () => {
    const caseId = await cases.open('officer');
    await cases.answer(caseId, 'CLEAR', ...Object.keys(hub.agencies));
    const conclude = (on: INestApplicationContext) => on.get(ConcludeController).conclude(caseId, key(), OFFICER);
    expect(await race(conclude, conclude)).toEqual(['done', 'done']);
    expect(await count(caseId, 'CaseCleared')).toBe(1);
  });

  it('let one of two proposals for the same matter wait', async () => {
    const caseId = await halted();
    expect((await race(propose(caseId, terminate), propose(caseId, terminate, OTHER_OFFICER))).sort()).toEqual(['decision.pending', 'done']);
    expect((await cases.load(caseId)).decisions).toHaveLength(1);
  });

  it('carry a decision out once', async () => {
    const caseId = await halted();
    await propose(caseId, terminate)(hub.application);
    expect((await race(confirm(caseId, 1), confirm(caseId, 1, THIRD))).sort()).toEqual(['decision.decided', 'done']);
    expect(await count(caseId, 'CaseTerminated')).toBe(1);
  });

  it('either confirm or refuse a decision', async () => {
    const caseId = await halted();
    await propose(caseId, terminate)(hub.application);
    const outcomes = await race(confirm(caseId, 1), refuse(caseId, 1));
    expect([...outcomes].sort()).toEqual(['decision.decided', 'done']);
    expect((await cases.load(caseId)).status).toBe(outcomes[0] === 'done' ? 'terminated' : 'halted');
  });

  it('either lift a halt or end the case', async () => {
    const caseId = await halted();
    await propose(caseId, { kind: 'close-flag', agency: 'court', reason: '查无实据' })(hub.application);
    await confirm(caseId, 1)(hub.application);
    await propose(caseId, { kind: 'resume', reason: '已查清' })(hub.application);
    await propose(caseId, terminate)(hub.application);
    expect((await race(confirm(caseId, 2), confirm(caseId, 3, THIRD))).sort()).toEqual(['done', 'halt.none']);
  });

  it('never lift a halt over a flag that comes at that moment', async () => {
    const caseId = await halted();
    await propose(caseId, { kind: 'close-flag', agency: 'court', reason: '查无实据' })(hub.application);
    await confirm(caseId, 1)(hub.application);
    await propose(caseId, { kind: 'resume', reason: '已查清' })(hub.application);
    const flag = await cases.verdictOf(caseId, 'audit', { code: 'OBJECT', category: '有问题未整改', findings: [{ facts: '试例', basis: '试例第一条', evidenceLevel: 'verified', heard: 'not-heard' }] });
    await race(confirm(caseId, 2), () => cases.send('audit', flag));
    const state = await cases.when(caseId, 'the flag on file', ({ filings }) => filings === 2);
    expect(state.status).toBe('halted');
  });

  it('consider advice once', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', 'discipline', 'court', 'procuratorate', 'audit');
    await cases.send('petitions', await cases.verdictOf(caseId, 'petitions', { code: 'FLAG_VERIFYING', category: '有件在办', findings: [{ facts: '试例', basis: '试例第一条', evidenceLevel: 'clue-only', heard: 'not-heard' }] }));
    await cases.when(caseId, 'the advice on file', ({ requests }) => requests['petitions']?.verdict !== undefined);
    const consider = (on: INestApplicationContext) => on.get(ConsiderAdviceController).consider(caseId, { text: '已研究，不影响使用' }, key(), OFFICER);
    expect((await race(consider, consider)).sort()).toEqual(['case.not-vetting', 'done']);
    expect(await count(caseId, 'CaseCleared')).toBe(1);
  });

  it('give a request to one of two agencies', async () => {
    const caseId = await cases.open();
    await hub.agencies['court']?.send('out-of-scope', { requestId: (await cases.load(caseId)).requests['court']?.requestId ?? '', number: 1, clerk: CLERK, reason: '不属本院管辖' });
    await cases.when(caseId, 'declined', ({ requests }) => requests['court']?.status === 'declined');
    const give = (to: string) => (on: INestApplicationContext) => on.get(ReassignRequestController).reassign(caseId, 'court', { to, reason: '改由其答复' }, key(), OFFICER);
    const outcomes = await race(give('audit'), give('petitions'));
    expect([...outcomes].sort()).toEqual(['done', 'request.closed']);
    expect(await count(caseId, 'RequestReassigned')).toBe(1);
  });

  it('mark a conclusion as lapsed once, and ask again once', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'CLEAR', ...Object.keys(hub.agencies));
    await cases.when(caseId, 'cleared', ({ status }) => status === 'cleared');
    await eventually('the row', () => hub.mongo.collection<{ _id: string }>('case_rows').findOne({ _id: caseId, status: 'cleared' }), (row) => row !== null);
    hub.clock.moveTo(MONDAY + YEAR);
    await race((on) => on.get(WatchValidity).markLapsed(), (on) => on.get(WatchValidity).markLapsed());
    await cases.when(caseId, 'lapsed', ({ status }) => status === 'lapsed');
    const ask = (on: INestApplicationContext) => on.get(ReVetController).ask(caseId, key(), OFFICER);
    expect((await race(ask, ask)).sort()).toEqual(['done', 're-vetting.nothing-expired']);
    expect(await count(caseId, 'ConclusionLapsed')).toBe(1);
    expect(await count(caseId, 'RequestIssued')).toBe(10);
  });

  it('answer a question once', async () => {
    const caseId = await cases.open();
    await hub.agencies['court']?.send('need-more', { requestId: (await cases.load(caseId)).requests['court']?.requestId ?? '', number: 1, clerk: CLERK, question: '曾用名？' });
    await cases.when(caseId, 'asked', ({ requests }) => requests['court']?.waiting !== undefined);
    const supply = (text: string) => (on: INestApplicationContext) => on.get(SendSupplementController).send(caseId, 'court', { question: 1, text }, key(), OFFICER);
    expect((await race(supply('甲'), supply('乙'))).sort()).toEqual(['done', 'supplement.sent']);
  });

  it('decide an extension once', async () => {
    const caseId = await cases.open();
    const until = new Date(MONDAY + 20 * 86_400_000).toISOString();
    await hub.agencies['court']?.send('extension-asked', { requestId: (await cases.load(caseId)).requests['court']?.requestId ?? '', number: 1, clerk: CLERK, until, reason: '案卷在外地' });
    await cases.when(caseId, 'asked', ({ requests }) => requests['court']?.extensions.length === 1);
    const decide = (grantedUntil: string | null) => (on: INestApplicationContext) => on.get(DecideExtensionController).decide({ caseId, agency: 'court', number: '1' }, { grantedUntil }, key(), OFFICER);
    expect((await race(decide(until), decide(null))).sort()).toEqual(['done', 'extension.decided']);
  });

  it('note a deadline that has passed once', async () => {
    const caseId = await cases.open();
    hub.clock.moveTo(MONDAY + 30 * 86_400_000);
    const ring = (on: INestApplicationContext) => on.get(WatchDeadlines).ring(caseId);
    await race(ring, ring);
    expect(await count(caseId, 'RequestOverdue')).toBe(5);
  });

  it('register the keys of an agency once', async () => {
    const keys = publicKeysOf(generateOwnKeys('tax'));
    const register = (on: INestApplicationContext) => on.get(AgencyRegistry).register('tax', keys, { actor: { kind: 'person', id: 'admin' }, cause: 'register' });
    const both = await Promise.all([register(hub.application), register(other)]);
    expect(both.map((each) => each.ok && each.value.added).sort()).toEqual([false, true]);
  });

  it('leave a ledger whose every hash is right', async () => {
    const found = await verifyLedger(hub.application.get(LedgerStore), hub.application.get<SeenHeads>(SEEN_HEADS).heads());
    expect(found).toMatchObject({ intact: true, faults: [] });
  });
});

/** Standard-five, with petitions that only advise. */
function agenciesThatAdvise(): object[] {
  const { agencies } = JSON.parse(readFileSync(new URL('../../../../deploy/policies/standard-five.json', import.meta.url), 'utf8')) as { agencies: { agency: string }[] };
  return agencies.map((each) => (each.agency === 'petitions' ? { ...each, blocks: [], advises: ['FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'SUGGEST_DEFER', 'OBJECT'] } : each));
}
