import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { CaseId } from '@lianshen/contracts/kernel';
import { requestSubject, type Verdict } from '@lianshen/contracts/messages';
import { linesOf } from '@lianshen/platform/messaging';
import { startCoordinator, type CoordinatorUnderTest } from '../coordinator.spec-kit.js';
import { ImportBatches } from '../intake/import-batch/import-batch.js';
import { AgencyRegistry } from '../agencies/agency-registry.js';
import { eventually } from '../eventually.spec-kit.js';
import { CaseStreams } from './case-streams.js';
import { aList } from './cases.spec-kit.js';
import { nextDueAt, openFlagsOf, type CaseState } from './domain/index.js';
import { CaseAlarms } from './overdue/case-alarms.js';
import { WatchDeadlines } from './overdue/watch-deadlines.js';
import { ResendRequests } from './send-requests/resend-requests.js';

// A Monday at ten in the morning in China; five working days later is the next Monday at 17:30.
const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const DUE = Date.parse('2026-11-30T17:30:00+08:00');
const OFFICER = { kind: 'person' as const, id: 'test-officer' };

describe('vetting over real NATS, Redis and MongoDB', () => {
  let hub: CoordinatorUnderTest;
  let batches = 0;
  let people = 0;

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
  }, 60_000);

  afterAll(() => hub.stop(), 30_000);

  const readCase = async (caseId: CaseId): Promise<CaseState> => (await hub.application.get(CaseStreams).load(caseId)).state;
  const whenCase = (caseId: CaseId, what: string, is: (state: CaseState) => boolean): Promise<CaseState> => eventually(what, () => readCase(caseId), is);

  /** Opens a case and waits until its requests are out. */
  async function openCase(): Promise<CaseId> {
    hub.clock.moveTo(MONDAY);
    const command = { policy: 'standard-five', title: '测试', rows: 'all' as const, conclusion: 'automatic' as const, fileName: 'a.csv', content: Buffer.from(aList(people++)) };
    const imported = await hub.application.get(ImportBatches).import(command, OFFICER, `batch-${batches++}`);
    if (!imported.ok) throw new Error(imported.refusal.code);
    const caseId = imported.value.accepted[0]?.caseId ?? '';
    await whenCase(caseId, 'vetting', ({ status }) => status === 'vetting');
    return caseId;
  }

  async function verdictOf(caseId: CaseId, agency: string, change: Partial<Verdict> = {}): Promise<Verdict> {
    const request = (await readCase(caseId)).requests[agency];
    return {
      requestId: request?.requestId ?? '',
      version: 1,
      requestHash: request?.requestHash ?? '',
      supplementHashes: [],
      code: 'CLEAR',
      category: agency === 'discipline' ? '无反映' : agency === 'audit' ? '已审无重大' : '无',
      findings: [],
      clerk: { id: 'clerk', name: '试例经办' },
      approvers: [{ id: 'approver', name: '试例签发' }],
      mode: 'human',
      decidedAt: new Date(hub.clock.now()).toISOString(),
      ...change,
    };
  }

  const flag: Partial<Verdict> = { code: 'OBJECT', category: '列入失信', findings: [{ facts: '试例', basis: '试例第一条', evidenceLevel: 'verified', heard: 'not-heard' }] };
  const letterReasons = async (): Promise<string[]> => (await hub.mongo.collection('dead_letters').find({}).toArray()).map(({ reason }) => String(reason));
  const agencyOf = (id: string) => {
    const agency = hub.agencies[id];
    if (!agency) throw new Error(id);
    return agency;
  };

  it('concludes when the last of five clear verdicts is filed', async () => {
    const caseId = await openCase();
    for (const agency of Object.values(hub.agencies)) await agency.send('verdict', await verdictOf(caseId, agency.id));
    const state = await whenCase(caseId, 'cleared', ({ status }) => status === 'cleared');
    expect(openFlagsOf(state)).toEqual([]);
    expect(Object.values(state.requests).map(({ status }) => status)).toEqual(Array(5).fill('answered'));
  });

  it('halts at a flag, and files what comes after the halt', async () => {
    const caseId = await openCase();
    await agencyOf('court').send('verdict', await verdictOf(caseId, 'court', flag));
    await whenCase(caseId, 'halted', ({ status }) => status === 'halted');
    await agencyOf('audit').send('verdict', await verdictOf(caseId, 'audit'));
    const after = await whenCase(caseId, 'filed after the halt', ({ requests }) => requests['audit']?.verdict !== undefined);
    expect(after.status).toBe('halted');
    expect(after.requests['audit']?.verdict?.afterHalt).toBe(true);
  });

  it('files a verdict once, however often it comes', async () => {
    const caseId = await openCase();
    await agencyOf('court').send('verdict', await verdictOf(caseId, 'court'), 5);
    const own = await hub.mongo.collection('ledger').countDocuments({ _id: new RegExp(`^case/${caseId}/`) as never });
    await whenCase(caseId, 'filed', ({ requests }) => requests['court']?.status === 'answered');
    await agencyOf('audit').send('verdict', await verdictOf(caseId, 'audit'));
    await whenCase(caseId, 'the next one filed', ({ requests }) => requests['audit']?.status === 'answered');
    const { seq } = await hub.application.get(CaseStreams).load(caseId);
    expect(seq - own).toBeLessThanOrEqual(2);
  });

  it('marks what is overdue when the alarm rings, decides nothing by it, and files the late verdict as late', async () => {
    const caseId = await openCase();
    hub.clock.moveTo(DUE + 1_000);
    await hub.application.get(WatchDeadlines).ring(caseId);
    const overdue = await readCase(caseId);
    expect(Object.values(overdue.requests).every(({ overdueAt }) => overdueAt !== undefined)).toBe(true);
    expect(overdue.status).toBe('vetting');
    hub.clock.moveTo(Date.parse('2026-12-02T09:00:00+08:00'));
    await agencyOf('court').send('verdict', await verdictOf(caseId, 'court'));
    const late = await whenCase(caseId, 'filed late', ({ requests }) => requests['court']?.status === 'answered');
    expect(late.requests['court']?.verdict?.lateWorkingDays).toBe(2);
  });

  it('sets an alarm that is early again, and records nothing', async () => {
    const caseId = await openCase();
    await hub.application.get(WatchDeadlines).ring(caseId);
    expect(Object.values((await readCase(caseId)).requests).some(({ overdueAt }) => overdueAt !== undefined)).toBe(false);
  });

  it('has one alarm for each case in which something will be due, and rebuilds them after FLUSHALL', async () => {
    const caseId = await openCase();
    const rows = hub.mongo.collection('case_rows');
    await eventually('its row', () => rows.countDocuments({ _id: caseId as never }), (count) => count === 1);
    const alarms = hub.application.get(CaseAlarms);
    const open = await rows.countDocuments({ nextDueAt: { $gt: new Date(0) } });
    await eventually('an alarm for each open case', () => alarms.count(), (count) => count === open);
    const redis = new Redis(hub.environment.REDIS_URL);
    const keys = await redis.keys(`${hub.environment.REDIS_PREFIX}:*`);
    await redis.del(...keys);
    redis.disconnect();
    await hub.application.get(WatchDeadlines).reconcile();
    await eventually('the alarms are back', () => alarms.count(), (count) => count === open);
  });

  it('recalls at the beat what a halt has left open, also where Redis has lost the alarm', async () => {
    const caseId = await openCase();
    await agencyOf('court').send('verdict', await verdictOf(caseId, 'court', flag));
    const { recallAt = 0, reviewAt = 0 } = await whenCase(caseId, 'halted', ({ status }) => status === 'halted');
    const row = await eventually('its row', () => hub.mongo.collection('case_rows').findOne({ _id: caseId as never }), (found) => found?.['status'] === 'halted');
    expect(row).toMatchObject({ nextDueAt: new Date(recallAt) });
    const whenSet = () =>
      eventually('its alarm', () => hub.application.get(CaseAlarms).findWrong([{ id: caseId, dueAt: recallAt }]), ({ missing, moved }) => missing.length + moved.length === 0);
    await whenSet();
    // A minute before, not a millisecond: an alarm that waits as long stays where it is while this test takes it away.
    hub.clock.moveTo(recallAt - 60_000);
    await hub.application.get(WatchDeadlines).ring(caseId);
    expect((await readCase(caseId)).requests['audit']?.status).toBe('open');
    await whenSet();
    const redis = new Redis(hub.environment.REDIS_URL);
    expect(await redis.del(...(await redis.keys(`${hub.environment.REDIS_PREFIX}:*${caseId}*`)))).toBeGreaterThan(0);
    redis.disconnect();
    hub.clock.moveTo(recallAt + 60_000);
    await hub.application.get(WatchDeadlines).reconcile();
    const recalled = await readCase(caseId);
    expect(Object.values(recalled.requests).map(({ status }) => status).sort()).toEqual(['answered', ...Array<string>(4).fill('recalled')]);
    await eventually('its row says so', () => hub.mongo.collection('case_rows').findOne({ _id: caseId as never }), (found) => (found?.['nextDueAt'] as Date | null)?.getTime() === reviewAt);
  });

  it('makes good in the end an alarm that never rang', async () => {
    const caseId = await openCase();
    await eventually('its row', () => hub.mongo.collection('case_rows').countDocuments({ _id: caseId as never }), (count) => count === 1);
    const dueAt = nextDueAt(await readCase(caseId)) ?? 0;
    const wrong = () => hub.application.get(CaseAlarms).findWrong([{ id: caseId, dueAt }]);
    await eventually('its alarm', wrong, ({ missing, moved }) => missing.length + moved.length === 0);
    hub.clock.moveTo(DUE + 60_000);
    const { missed } = await hub.application.get(WatchDeadlines).reconcile();
    expect(missed).toBeGreaterThan(0);
    expect((await readCase(caseId)).requests['court']?.overdueAt).toBeDefined();
  });

  it('records why a verdict is not accepted, and goes on', async () => {
    const caseId = await openCase();
    const sameEyes = { approvers: [{ id: 'clerk', name: '试例经办' }] };
    await agencyOf('court').send('verdict', await verdictOf(caseId, 'court', sameEyes));
    const state = await whenCase(caseId, 'rejected', ({ rejected }) => rejected.length > 0);
    expect(state.rejected[0]?.code).toBe('verdict.approvers-too-few');
    await agencyOf('court').send('verdict', await verdictOf(caseId, 'court'));
    await whenCase(caseId, 'filed', ({ requests }) => requests['court']?.status === 'answered');
  });

  it('puts malformed, oversized and foreign messages with the dead letters, each with its reason, and changes no case', async () => {
    const caseId = await openCase();
    const court = agencyOf('court');
    await court.publish('no seal at all');
    await court.publish('x'.repeat(300_000));
    await court.send('verdict', await verdictOf(caseId, 'audit'));
    await court.send('need-more', { requestId: `${caseId}.court.9`, number: 1, clerk: { id: 'c', name: 'c' }, question: '试例' });
    const reasons = await eventually('four dead letters', letterReasons, (all) => ['seal.malformed', 'message.too-large', 'message.foreign', 'request.unknown'].every((reason) => all.includes(reason)));
    expect(reasons).not.toContain('defect');
    expect((await readCase(caseId)).requests['audit']?.verdict).toBeUndefined();
  });

  it('does not believe keys that nobody registered', async () => {
    const caseId = await openCase();
    const { TestAgency } = await import('../coordinator.spec-kit.js');
    const { OWN_KEYS } = await import('@lianshen/platform/process');
    const impostor = new TestAgency('court', hub.application.get(OWN_KEYS), hub.clock, hub.nats, hub.environment.JURISDICTION);
    await impostor.send('verdict', await verdictOf(caseId, 'court'));
    await eventually('a dead letter for the unknown key', letterReasons, (all) => all.includes('seal.key-unknown'));
    expect((await readCase(caseId)).requests['court']?.verdict).toBeUndefined();
    expect(hub.application.get(AgencyRegistry).withoutKeys(['court'])).toEqual([]);
  }, 30_000);

  it('notes receipts of many requests in one message', async () => {
    const first = await openCase();
    const second = await openCase();
    const requestIds = [(await verdictOf(first, 'court')).requestId, (await verdictOf(second, 'court')).requestId];
    await agencyOf('court').send('received', { requestIds });
    await whenCase(first, 'received', ({ requests }) => requests['court']?.receivedAt !== undefined);
    await whenCase(second, 'received', ({ requests }) => requests['court']?.receivedAt !== undefined);
  });

  it('sends the open requests of an agency again, and only its own, when it asks for them', async () => {
    const caseId = await openCase();
    const court = agencyOf('court');
    const again: string[] = [];
    const subscription = hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, '*'));
    const reading = (async () => {
      for await (const message of subscription) for (const line of linesOf(message.string())) again.push(...court.openedRequests(line));
    })();
    await hub.nats.connection.flush();
    const { requestId = '', requestHash = '' } = (await readCase(caseId)).requests['court'] ?? {};
    await eventually('its row', () => hub.mongo.collection('request_rows').countDocuments({ _id: requestId as never }), (count) => count === 1);
    await court.send('resync', { reason: 'store-empty' });
    await eventually('the request comes again', async () => again, (seen) => seen.includes(`${requestId} ${requestHash}`));
    expect(again.every((each) => each.includes('.court.'))).toBe(true);
    subscription.unsubscribe();
    await reading;
  });

  it('sends a request that nobody acknowledged again with the same bytes, and stops when it is acknowledged', async () => {
    const caseId = await openCase();
    const audit = agencyOf('audit');
    const again: string[] = [];
    const subscription = hub.nats.connection.subscribe(requestSubject(hub.environment.JURISDICTION, 'audit'));
    const reading = (async () => {
      for await (const message of subscription) for (const line of linesOf(message.string())) again.push(...audit.openedRequests(line));
    })();
    await hub.nats.connection.flush();
    const { requestId = '', requestHash = '' } = (await readCase(caseId)).requests['audit'] ?? {};
    const resend = hub.application.get(ResendRequests);
    const rows = hub.mongo.collection('request_rows');
    await eventually('its row', () => rows.countDocuments({ _id: requestId as never }), (count) => count === 1);
    hub.clock.moveTo(MONDAY + 61_000);
    await resend.resendUnacknowledged();
    await eventually('it comes again', async () => again, (seen) => seen.includes(`${requestId} ${requestHash}`));
    await audit.send('received', { requestIds: [requestId] });
    await eventually('acknowledged', () => rows.findOne({ _id: requestId as never }), (row) => row?.['receivedAt'] !== null);
    again.length = 0;
    hub.clock.moveTo(MONDAY + 3_600_000);
    await resend.resendUnacknowledged();
    expect(again).not.toContain(`${requestId} ${requestHash}`);
    subscription.unsubscribe();
    await reading;
  });
});
