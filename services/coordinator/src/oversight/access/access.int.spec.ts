import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CaseId } from '@lianshen/contracts/kernel';
import { deskNoticeSubject, streamNames } from '@lianshen/contracts/messages';
import type { Person } from '@lianshen/platform/identity';
import { LedgerStore, SEEN_HEADS, verifyLedger, type SeenHeads } from '@lianshen/platform/ledger';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from '../../vetting/cases.spec-kit.js';
import { ReadCaseFileController } from '../../vetting/read-case/read-case-file.controller.js';
import { ReadCaseController } from '../../vetting/read-case/read-case.controller.js';
import { WithdrawCaseController } from '../../vetting/withdraw-case/withdraw-case.controller.js';
import { ListDisclosuresController } from './list-disclosures.controller.js';
import { ReadCaseAccessController } from './read-case-access.controller.js';

const AUDITOR: Person = { sub: 'auditor-1', roles: ['auditor'] };
const CANDIDATE = ['candidate.name', 'candidate.employer', 'candidate.currentPost', 'candidate.proposedPost'];
const MINUTE = 60_000;

describe('reading of a case', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
  }, 30_000);

  afterAll(() => hub.stop());
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const readFile = (caseId: CaseId, person: Person = OFFICER) => hub.application.get(ReadCaseFileController).read(caseId, person);
  const readCase = (caseId: CaseId, person: Person = OFFICER) => hub.application.get(ReadCaseController).read(caseId, person);
  const lookers = async (caseId: CaseId, query: object = {}) => hub.application.get(ReadCaseAccessController).read(caseId, query, AUDITOR);
  const tasks = async (caseId: CaseId) => (await lookers(caseId)).items.map(({ by, operation, task }) => `${by} ${operation} ${task}`);
  const codeOf = (done: Promise<object>) => done.then(() => 'done', (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'fault');

  /** What desks were told last. */
  async function lastNotice(): Promise<string> {
    const manager = await hub.nats.jetstream.jetstreamManager();
    const message = await manager.streams.getMessage(streamNames(hub.environment.JURISDICTION).events, { last_by_subj: deskNoticeSubject(hub.environment.JURISDICTION) });
    return message ? new TextDecoder().decode(message.data) : '';
  }

  // A flag in another case of the same invented person would be a task: these two come first.
  it('is not recorded where nothing of the person is shown, and needs no task while vetting runs', async () => {
    const caseId = await cases.open();
    await readCase(caseId);
    expect(await tasks(caseId)).toEqual([]);
    await cases.answer(caseId, 'CLEAR', 'court');
    await readCase(caseId);
    await readCase(caseId, AUDITOR);
    expect(await tasks(caseId)).toEqual(['test-officer readCase follow-vetting', 'auditor-1 readCase audit']);
  });

  it('of its file has no task while vetting runs and nothing waits for the officer, nor for a second person where nothing is proposed', async () => {
    const caseId = await cases.open();
    await readFile(caseId);
    await readFile(caseId, SECOND);
    expect(await tasks(caseId)).toEqual(['test-officer readCaseFile null', 'test-approver readCaseFile null']);
  });

  it('is on record with who, when, which fields and for which task', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'OBJECT', 'court');
    await readFile(caseId);
    expect((await lookers(caseId)).items).toEqual([
      { at: new Date(MONDAY).toISOString(), by: OFFICER.sub, roles: ['officer'], operation: 'readCaseFile', fields: [...CANDIDATE, 'verdict.findings', 'verdict.signers'], task: 'adjudicate' },
    ]);
  });

  it('shares a record with readings of the same within a quarter of an hour, and no longer', async () => {
    const caseId = await cases.open();
    await cases.answer(caseId, 'OBJECT', 'court');
    await Promise.all([readFile(caseId), readFile(caseId), readFile(caseId)]);
    await cases.declared(caseId, { sub: 'officer-2' });
    await readFile(caseId, { ...OFFICER, sub: 'officer-2' });
    expect(await tasks(caseId)).toEqual(['test-officer readCaseFile adjudicate', 'officer-2 readCaseFile adjudicate']);
    hub.clock.moveTo(MONDAY + 15 * MINUTE);
    await readFile(caseId);
    expect(await tasks(caseId)).toHaveLength(3);
    const page = await lookers(caseId, { limit: 2 });
    expect((await lookers(caseId, { limit: 2, cursor: page.next })).items).toHaveLength(1);
  });

  it('without a task is marked, and the auditors are told neither who nor what', async () => {
    const caseId = await cases.open();
    await hub.application.get(WithdrawCaseController).withdraw(caseId, { reason: '推荐单位撤回' }, cases.key(), OFFICER);
    await readFile(caseId);
    expect(await tasks(caseId)).toEqual(['test-officer readCaseFile null']);
    const told = await eventually('a notice', lastNotice, (text) => text.includes('read-without-task') && text.includes(caseId));
    expect(told).not.toMatch(/test-officer|candidate|试例/);
  });

  it('shows nothing where it cannot be recorded', async () => {
    const caseId = await cases.open();
    jest.spyOn(hub.application.get(LedgerStore), 'hasRoom', 'get').mockReturnValue(false);
    expect(await codeOf(readFile(caseId))).toBe('fault');
  });

  it('is refused, and leaves no record, to who has no right', async () => {
    const caseId = await cases.open();
    for (const role of ['auditor', 'overseer', 'administrator', 'nominator', 'clerk']) expect([role, await codeOf(readFile(caseId, { sub: 'x', roles: [role] }))]).toEqual([role, 'identity.not-permitted']);
    expect(await codeOf(hub.application.get(ReadCaseAccessController).read(caseId, {}, OFFICER))).toBe('identity.not-permitted');
    expect(await tasks(caseId)).toEqual([]);
  });

  it('is told apart from what was disclosed: which agency was sent which fields when', async () => {
    const caseId = await cases.open();
    const { items } = await hub.application.get(ListDisclosuresController).list(caseId, {}, AUDITOR);
    expect(items.map(({ agency, supplement }) => [agency, supplement])).toEqual(Object.keys(hub.agencies).map((agency) => [agency, null]));
    for (const { fields } of items) expect(fields).toEqual(expect.arrayContaining(['name', 'identityNumber']));
    expect(JSON.stringify(items)).not.toMatch(/试例|990101/);
  });

  it('stands in a ledger that is whole', async () => {
    const verified = await verifyLedger(hub.application.get(LedgerStore), hub.application.get<SeenHeads>(SEEN_HEADS).heads());
    expect(verified.intact).toBe(true);
  });
});
