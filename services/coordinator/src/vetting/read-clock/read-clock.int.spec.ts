import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseClockView } from '@lianshen/contracts/api';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { Person } from '@lianshen/platform/identity';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { ReadCaseAccessController } from '../../oversight/access/read-case-access.controller.js';
import { CasesUnderTest, MONDAY, OFFICER, SECOND } from '../cases.spec-kit.js';
import { DecideExtensionController } from '../decide-extension/decide-extension.controller.js';
import { SendSupplementController } from '../send-supplement/send-supplement.controller.js';
import { ReadClockController } from './read-clock.controller.js';

const DUE = '2026-11-30T09:30:00.000Z';
const HOUR = 3_600_000;
const AUDITOR: Person = { sub: 'auditor-1', roles: ['auditor'] };
const OVERSEER: Person = { sub: 'overseer-1', roles: ['overseer'] };
const CLERK = { id: 'clerk', name: '试例经办' };

describe('the clock of a case, read from its ledger', () => {
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  const read = (caseId: CaseId, person: Person = OFFICER) => hub.application.get(ReadClockController).read(caseId, person);
  const courtOf = ({ requests }: CaseClockView) => requests.find(({ agency }) => agency === 'court');
  const codeOf = (done: Promise<object>) => done.then(() => 'done', (error: { refusal?: { code: string } }) => error.refusal?.code ?? 'fault');

  /** A case in which an agency has asked a question. */
  async function asked(agency = 'court'): Promise<CaseId> {
    const caseId = await cases.open();
    await hub.agencies[agency]?.send('need-more', { requestId: `${caseId}.${agency}.1`, number: 1, clerk: CLERK, question: '请提供曾用名' }, 2);
    await cases.when(caseId, 'the question', ({ requests }) => requests[agency]?.waiting !== undefined);
    return caseId;
  }

  it('tells each start, pause, resumption and extension, who did it, and by which rule something is due', async () => {
    const caseId = await asked();
    hub.clock.moveTo(MONDAY + HOUR);
    await hub.application.get(SendSupplementController).send(caseId, 'court', { question: 1, text: '无曾用名' }, cases.key(), OFFICER);
    await hub.agencies['court']?.send('extension-asked', { requestId: `${caseId}.court.1`, number: 1, clerk: CLERK, until: '2026-12-04T09:30:00.000Z', reason: '案卷在外地' }, 3);
    await cases.when(caseId, 'the wish for time', ({ requests }) => (requests['court']?.extensions.length ?? 0) > 0);
    await hub.application.get(DecideExtensionController).decide({ caseId, agency: 'court', number: '1' }, { grantedUntil: '2026-12-03T09:30:00.000Z' }, cases.key(), OFFICER);
    const clock = await read(caseId);
    expect(CaseClockView.parse(clock)).toEqual(clock);
    expect(clock).toMatchObject({ status: 'vetting', state: 'running', now: new Date(MONDAY + HOUR).toISOString() });
    expect(courtOf(clock)?.entries).toMatchObject([
      { event: 'started', by: { kind: 'person', id: 'test-officer' }, dueAt: DUE, deadlineVersion: 1, rule: { by: 'limit', share: 'court', workingDays: 5, minutes: null } },
      { event: 'paused', by: { kind: 'agency', id: 'court' }, question: 1, reason: '请提供曾用名' },
      { event: 'resumed', by: { kind: 'person', id: 'test-officer' }, question: 1, supplement: 1, pausedMinutes: 60, dueAt: '2026-12-01T01:30:00.000Z', deadlineVersion: 2, rule: { by: 'pause' } },
      { event: 'extension-asked', extension: 1, until: '2026-12-04T09:30:00.000Z', reason: '案卷在外地' },
      { event: 'extension-granted', by: { kind: 'person', id: 'test-officer' }, extension: 1, dueAt: '2026-12-03T09:30:00.000Z', deadlineVersion: 3, rule: { by: 'extension' } },
    ]);
    expect(courtOf(clock)).toMatchObject({ state: 'running', counts: 'working-minutes', workedMinutes: 0, pausedMinutes: 60, dueAt: '2026-12-03T09:30:00.000Z' });
    expect(clock.due.filter(({ what }) => what === 'answer').map(({ at }) => at).at(-1)).toBe('2026-12-03T09:30:00.000Z');
  });

  it("shows that a question stops its agency's clock alone", async () => {
    const caseId = await asked();
    hub.clock.moveTo(MONDAY + 2 * HOUR);
    const { requests, due } = await read(caseId);
    expect(requests.map(({ agency, state, pausedMinutes }) => [agency, state, pausedMinutes])).toEqual(Object.keys(hub.agencies).map((agency) => (agency === 'court' ? [agency, 'paused', 120] : [agency, 'running', 0])));
    expect(due.filter(({ agency }) => agency === 'court').map(({ what, at }) => [what, at])).toEqual([['end-of-pause', '2026-12-07T09:30:00.000Z']]);
  });

  it('shows an overseer everything but the words of agencies', async () => {
    const caseId = await asked();
    const [seen, told] = [await read(caseId, OVERSEER), await read(caseId, AUDITOR)];
    expect(courtOf(told)?.entries[1]?.reason).toBe('请提供曾用名');
    expect(courtOf(seen)?.entries[1]).toEqual({ ...courtOf(told)?.entries[1], reason: null });
    expect(JSON.stringify(seen)).not.toMatch(/曾用名|试例甲|990101/);
  });

  it('is on record as a reading of reasons for whoever is shown any, and of nothing else', async () => {
    const caseId = await asked();
    for (const person of [OVERSEER, AUDITOR, OFFICER]) await read(caseId, person);
    const silent = await cases.open();
    await read(silent, AUDITOR);
    const lookers = async (of: CaseId) => (await hub.application.get(ReadCaseAccessController).read(of, {}, AUDITOR)).items.map(({ by, operation, fields }) => [by, operation, fields]);
    expect(await lookers(caseId)).toEqual([['auditor-1', 'readClock', ['question.text']], ['test-officer', 'readClock', ['question.text']]]);
    expect(await lookers(silent)).toEqual([]);
  });

  it('stops with a halt, and what is left stands beside each request', async () => {
    const caseId = await asked('audit');
    await cases.answer(caseId, 'OBJECT', 'court');
    const halted = await read(caseId, SECOND);
    expect(halted.due.map(({ what }) => what).filter((what) => what !== 'reminder' && what !== 'escalation')).toEqual(['recall', 'answer', 'answer', 'answer', 'end-of-pause', 'review']);
    await cases.recall(caseId);
    const recalled = await read(caseId, SECOND);
    expect(recalled).toMatchObject({ status: 'halted', state: 'paused' });
    expect(recalled.due.map(({ what }) => what)).toEqual(['review']);
    const audit = recalled.requests.find(({ agency }) => agency === 'audit');
    expect(audit).toMatchObject({ state: 'stopped', workedMinutes: 0, remainingMinutes: 5 * 540 + 450, pausedSince: null });
    expect(audit?.entries.at(-1)).toMatchObject({ event: 'stopped', because: 'recalled', by: { kind: 'machine' } });
  });

  it('is refused to who has no right, and of a case that is none', async () => {
    const caseId = await cases.open();
    for (const role of ['nominator', 'administrator', 'clerk', 'superior']) expect([role, await codeOf(read(caseId, { sub: 'x', roles: [role] }))]).toEqual([role, 'identity.not-permitted']);
    expect(await codeOf(read('5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f'))).toBe('case.unknown');
    expect(await codeOf(read('none'))).toBe('request.malformed');
  });
});
