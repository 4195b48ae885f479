import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '@lianshen/contracts/kernel';
import { findMessageName, MESSAGES, requestSubject, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import { linesOf } from '@lianshen/platform/messaging';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { ImportBatches } from '../intake/import-batch/import-batch.js';
import { CaseStreams } from './case-streams.js';
import { aList } from './cases.spec-kit.js';
import { DecideExtensionController } from './decide-extension/decide-extension.controller.js';
import type { CaseState, VettingRequest } from './domain/index.js';
import { WatchDeadlines } from './overdue/watch-deadlines.js';
import { SendSupplementController } from './send-supplement/send-supplement.controller.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const DUE = Date.parse('2026-11-30T17:30:00+08:00');
const OFFICER = { sub: 'test-officer', roles: ['officer'] };
const CLERK = { id: 'clerk', name: '试例经办' };

describe('what agencies say instead of an answer, over real NATS, Redis and MongoDB', () => {
  let hub: CoordinatorUnderTest;
  let keys = 0;
  let people = 0;
  const toCourt: { readonly name: MessageName; readonly data: Record<string, unknown>; readonly payloadHash: string }[] = [];

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, 'court'), {
      callback: (_, message) => {
        for (const line of linesOf(message.string())) {
          const { envelope, payloadHash } = court().open(line);
          const name = findMessageName(envelope.type);
          if (name) toCourt.push({ name, data: MESSAGES[name].schema.parse(envelope.data), payloadHash });
        }
      },
    });
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  const court = () => {
    const { court: agency } = hub.agencies;
    if (!agency) throw new Error('no court');
    return agency;
  };
  const key = () => `non-answer-${keys++}`;
  const load = async (caseId: CaseId): Promise<CaseState> => (await hub.application.get(CaseStreams).load(caseId)).state;
  const courtOf = async (caseId: CaseId): Promise<VettingRequest> => {
    const { court: request } = (await load(caseId)).requests;
    if (!request) throw new Error('no request');
    return request;
  };
  const when = (caseId: CaseId, what: string, is: (request: VettingRequest) => boolean) => eventually(what, () => courtOf(caseId), is);
  const sentTo = <N extends MessageName>(name: N, requestId: string) =>
    eventually(name, async () => toCourt.filter((message) => message.name === name && message.data['requestId'] === requestId), (all) => all.length > 0) as Promise<unknown> as Promise<{ data: MessageData<N>; payloadHash: string }[]>;
  const supply = (caseId: CaseId, text = '无曾用名', question = 1, commandKey = key()) => hub.application.get(SendSupplementController).send(caseId, 'court', { question, text }, commandKey, OFFICER);
  const decide = (caseId: CaseId, grantedUntil: string | null) => hub.application.get(DecideExtensionController).decide({ caseId, agency: 'court', number: '1' }, { grantedUntil }, key(), OFFICER);

  async function openCase(): Promise<{ caseId: CaseId; requestId: string }> {
    hub.clock.moveTo(MONDAY);
    const command = { policy: 'standard-five', title: '测试', rows: 'all' as const, conclusion: 'automatic' as const, fileName: 'a.csv', content: Buffer.from(aList(people++)) };
    const imported = await hub.application.get(ImportBatches).import(command, { kind: 'person', id: OFFICER.sub }, key());
    if (!imported.ok) throw new Error(imported.refusal.code);
    const caseId = imported.value.accepted[0]?.caseId ?? '';
    const { requests } = await eventually('vetting', () => load(caseId), ({ status }) => status === 'vetting');
    return { caseId, requestId: requests['court']?.requestId ?? '' };
  }

  async function asked(question = '请提供曾用名'): Promise<{ caseId: CaseId; requestId: string }> {
    const opened = await openCase();
    await court().send('need-more', { requestId: opened.requestId, number: 1, clerk: CLERK, question }, 2);
    await when(opened.caseId, 'the question', ({ waiting }) => waiting !== undefined);
    return opened;
  }

  it('stops the clock at a question and moves the deadline by the pause when the supplement goes out', async () => {
    const { caseId, requestId } = await asked();
    hub.clock.moveTo(DUE + 60_000);
    await hub.application.get(WatchDeadlines).ring(caseId);
    const { requests } = await load(caseId);
    expect([requests['court']?.overdueAt, requests['audit']?.overdueAt]).toEqual([undefined, DUE + 60_000]);
    hub.clock.moveTo(Date.parse('2026-11-25T10:00:00+08:00'));
    expect(await supply(caseId)).toMatchObject({ requests: expect.arrayContaining([expect.objectContaining({ agency: 'court', status: 'open', deadlineVersion: 2, question: null })]) as object });
    const request = await courtOf(caseId);
    const [sent] = await sentTo('supplement', requestId);
    expect(sent).toMatchObject({ data: { requestId, number: 1, text: '无曾用名', dueAt: request.dueAt, deadlineVersion: 2 }, payloadHash: request.supplements[0]?.supplementHash });
    expect(request.dueAt).toBeGreaterThan(DUE);
  });

  it('has its alarm at the new due time', async () => {
    const { caseId } = await asked();
    hub.clock.moveTo(MONDAY + 60_000);
    await supply(caseId);
    const { dueAt } = await courtOf(caseId);
    const row = await eventually('the row', () => hub.mongo.collection('request_rows').findOne({ caseId, agency: 'court' }), (found) => (found?.['dueAt'] as Date | undefined)?.getTime() === dueAt);
    expect(row).toMatchObject({ open: true, overdue: false });
    hub.clock.moveTo(dueAt);
    await hub.application.get(WatchDeadlines).ring(caseId);
    expect((await courtOf(caseId)).overdue).toEqual([{ deadlineVersion: 2, at: dueAt }]);
  });

  it('sends one supplement when two officers answer at once, and the same key is answered the same', async () => {
    const { caseId } = await asked();
    const results = await Promise.allSettled([supply(caseId, '甲'), supply(caseId, '乙')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { caseId: another } = await asked();
    await Promise.all([supply(another, '丙', 1, 'same-key-1'), supply(another, '丙', 1, 'same-key-1')]);
    await supply(another, '丙', 1, 'same-key-1');
    expect((await courtOf(another)).supplements).toHaveLength(1);
    await expect(supply(another, '丁', 2)).rejects.toMatchObject({ refusal: { code: 'request.not-waiting' } });
  });

  it('sends the supplement again, with the same bytes, to an agency that asks again', async () => {
    const { caseId, requestId } = await asked();
    await supply(caseId);
    await sentTo('supplement', requestId);
    await court().send('need-more', { requestId, number: 1, clerk: CLERK, question: '请提供曾用名' });
    const all = await eventually('twice', () => sentTo('supplement', requestId), (sent) => sent.length === 2);
    expect(new Set(all.map(({ payloadHash }) => payloadHash)).size).toBe(1);
  });

  it('files a verdict that binds the supplement and rejects one that does not', async () => {
    const { caseId, requestId } = await asked();
    await supply(caseId);
    const { requestHash, supplements } = await courtOf(caseId);
    const verdict = {
      requestId, version: 1, requestHash, supplementHashes: [] as string[], code: 'CLEAR' as const, category: '无', findings: [], clerk: CLERK,
      approvers: [{ id: 'approver', name: '试例签发' }], mode: 'human' as const, decidedAt: new Date(MONDAY).toISOString(),
    };
    await court().send('verdict', verdict);
    await eventually('rejected', () => load(caseId), ({ rejected }) => rejected[0]?.code === 'verdict.supplements-differ');
    await court().send('verdict', { ...verdict, supplementHashes: supplements.map(({ supplementHash }) => supplementHash) });
    await when(caseId, 'filed', ({ status }) => status === 'answered');
  });

  it('grants more time, tells the agency, and leaves the mark of the deadline that passed', async () => {
    const { caseId, requestId } = await openCase();
    const until = new Date('2026-12-11T17:30:00+08:00').toISOString();
    await court().send('extension-asked', { requestId, number: 1, clerk: CLERK, until, reason: '案卷在外地' });
    await when(caseId, 'the wish', ({ extensions }) => extensions.length === 1);
    hub.clock.moveTo(DUE + 60_000);
    await hub.application.get(WatchDeadlines).ring(caseId);
    await decide(caseId, until);
    expect(await courtOf(caseId)).toMatchObject({ dueAt: Date.parse(until), deadlineVersion: 2, overdueAt: undefined, overdue: [{ deadlineVersion: 1 }] });
    expect((await sentTo('extension-decided', requestId))[0]?.data).toEqual({ requestId, number: 1, grantedUntil: until, deadlineVersion: 2 });
    await expect(decide(caseId, null)).rejects.toMatchObject({ refusal: { code: 'extension.decided' } });
    hub.clock.moveTo(Date.parse(until));
    await hub.application.get(WatchDeadlines).ring(caseId);
    expect((await courtOf(caseId)).overdue.map(({ deadlineVersion }) => deadlineVersion)).toEqual([1, 2]);
  });

  it('sends a request whose deadline has moved again with the bytes that it had', async () => {
    const { caseId, requestId } = await asked();
    await supply(caseId);
    const before = toCourt.filter(({ name, data }) => name === 'request' && data['requestId'] === requestId).length;
    // What is sent again is taken from the list, which is written a moment after the commit.
    await eventually('the row', () => hub.mongo.collection('request_rows').countDocuments({ _id: requestId as never }), (count) => count === 1);
    await court().send('resync', { reason: 'asked' });
    const requests = await eventually('again', () => sentTo('request', requestId), (all) => all.length > before);
    expect(new Set(requests.map(({ payloadHash }) => payloadHash)).size).toBe(1);
    await eventually('and its supplement', () => sentTo('supplement', requestId), (all) => all.length > 1);
  });

  it.each(['out-of-scope', 'recused'] as const)('does not clear a case while a request is declined as %s', async (name) => {
    const { caseId, requestId } = await openCase();
    await court().send(name, { requestId, number: 1, clerk: CLERK, reason: '试例' }, 2);
    await when(caseId, 'declined', ({ status }) => status === 'declined');
    for (const agency of Object.values(hub.agencies).filter(({ id }) => id !== 'court')) {
      const { requests } = await load(caseId);
      const { requestId: other = '', requestHash = '' } = requests[agency.id] ?? {};
      const category = agency.id === 'discipline' ? '无反映' : agency.id === 'audit' ? '已审无重大' : '无';
      await agency.send('verdict', {
        requestId: other, version: 1, requestHash, supplementHashes: [], code: 'CLEAR', category, findings: [], clerk: CLERK,
        approvers: [{ id: 'approver', name: '试例签发' }], mode: 'human', decidedAt: new Date(MONDAY).toISOString(),
      });
    }
    const state = await eventually('all others', () => load(caseId), ({ requests }) => Object.values(requests).every(({ status }) => status !== 'open'));
    expect(state).toMatchObject({ status: 'vetting', requests: { court: { status: 'declined', declined: { kind: name, reason: '试例' } } } });
  });

  it('keeps what was said out of everything that can be read without the key', async () => {
    const bodies = (await hub.mongo.collection('ledger').find({}).toArray()).map(({ body }) => Buffer.from((body as { buffer: Uint8Array }).buffer).toString('utf8'));
    expect(bodies.join('\n')).not.toMatch(/曾用名|案卷|试例/);
    expect(await hub.mongo.collection('dead_letters').countDocuments({})).toBe(0);
  });
});
