import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { CaseId } from '@lianshen/contracts/kernel';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { PrivateRedis } from '../../private-redis.spec-kit.js';
import { CaseStreams } from '../case-streams.js';
import { CasesUnderTest, MONDAY, OFFICER, WITHOUT_REMINDERS } from '../cases.spec-kit.js';
import { DecideExtensionController } from '../decide-extension/decide-extension.controller.js';
import { CaseAlarms } from './case-alarms.js';
import { overdueOf } from './overdue-of.spec-kit.js';
import { WatchDeadlines } from './watch-deadlines.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DUE = Date.parse('2026-11-30T17:30:00+08:00');
const CLERK = { id: 'clerk', name: '试例经办' };

describe('alarms', () => {
  let redis: PrivateRedis;
  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  let deadlines: WatchDeadlines;
  let alarms: CaseAlarms;

  beforeAll(async () => {
    redis = await PrivateRedis.start();
    hub = await startCoordinator(MONDAY, WITHOUT_REMINDERS, undefined, { REDIS_URL: redis.url });
    cases = new CasesUnderTest(hub);
    deadlines = hub.application.get(WatchDeadlines);
    alarms = hub.application.get(CaseAlarms);
  }, 60_000);

  // A case that is over has no alarm: each test begins with none.
  afterEach(async () => {
    alarms.onRing(async (caseId) => void (await deadlines.ring(caseId)));
    hub.clock.moveTo(Math.max(hub.clock.now(), DUE + 30 * DAY));
    await eventually('nothing is due any more', async () => (await deadlines.reconcile()).missed + (await withSomethingDue()), (left) => left === 0);
  });

  afterAll(async () => {
    await hub.stop();
    await redis.end();
  }, 30_000);

  const withSomethingDue = () => hub.mongo.collection('case_rows').countDocuments({ nextDueAt: { $gt: new Date(0) } });
  const overdue = (caseId: CaseId) => overdueOf(hub.application, caseId);
  const reachable = () => eventually('Redis is reached', () => alarms.isReachable().catch(() => false), Boolean);

  async function waiting(): Promise<CaseId[]> {
    const found: CaseId[] = [];
    for await (const ids of alarms.waitingIds()) found.push(...ids);
    return found.sort();
  }

  /** Opened on Monday, its row and its alarm there. */
  async function opened(): Promise<CaseId> {
    const caseId = await cases.open();
    await dueIn(caseId, DUE);
    return caseId;
  }

  const dueIn = (caseId: CaseId, at: number | null) =>
    eventually('its row', () => hub.mongo.collection('case_rows').findOne({ _id: caseId as never }), (row) => row !== null && (row['nextDueAt'] as Date | null)?.getTime() === (at ?? undefined));

  async function flush(): Promise<void> {
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  }

  /** Every deadline of these cases has passed unanswered, and each is marked once. */
  async function expectEachMarkedOnce(...opened: CaseId[]): Promise<void> {
    for (const caseId of opened) {
      const marked = await eventually('each deadline marked', () => overdue(caseId), (found) => found.length >= 5);
      expect(marked).toHaveLength(5);
      expect(new Set(marked).size).toBe(5);
    }
  }

  it('ring when they are due and not before, and each deadline is marked once', async () => {
    const caseId = await opened();
    hub.clock.moveTo(DUE - 200);
    await deadlines.reconcile();
    expect(await overdue(caseId)).toEqual([]);
    hub.clock.moveTo(DUE);
    await expectEachMarkedOnce(caseId);
    await dueIn(caseId, null);
    await eventually('no alarm is left', () => alarms.count(), (count) => count === 0);
  });

  it('that Redis lost are set again one by one, and ring', async () => {
    const all = [await opened(), await opened(), await opened()];
    await eventually('their alarms', waiting, (ids) => ids.length === 3);
    await flush();
    await deadlines.reconcile();
    await eventually('they are back', waiting, (ids) => ids.join() === [...all].sort().join());
    expect(await deadlines.reconcile()).toEqual({ set: 0, cleared: 0, missed: 0 });
    await flush();
    hub.clock.moveTo(DUE - 100);
    await deadlines.reconcile();
    hub.clock.moveTo(DUE);
    await expectEachMarkedOnce(...all);
  });

  it('that one case has too many hide none that another lacks', async () => {
    const [ended, kept] = [await opened(), await opened()];
    await eventually('their alarms', waiting, (ids) => ids.length === 2);
    await redis.kill();
    await cases.answer(ended, 'CLEAR', ...Object.keys(hub.agencies));
    await dueIn(ended, null);
    const late = await opened();
    expect(await deadlines.reconcile()).toEqual({ set: 0, cleared: 0, missed: 0 });
    await redis.start();
    await reachable();
    await eventually('the one is set and the other cleared', async () => {
      await deadlines.reconcile();
      return waiting();
    }, (ids) => ids.join() === [kept, late].sort().join());
    expect(await overdue(ended)).toEqual([]);
  }, 60_000);

  it('are not waited for while Redis is away for five minutes, and nothing is marked twice when it is back', async () => {
    const [first, answered] = [await opened(), await opened()];
    await redis.kill();
    for (let at = DUE - 2 * MINUTE; at < DUE; at += MINUTE) {
      hub.clock.moveTo(at);
      expect((await deadlines.reconcile()).missed).toBe(0);
    }
    await cases.answer(answered, 'CLEAR', 'court', 'audit');
    hub.clock.moveTo(DUE);
    await deadlines.reconcile();
    expect(await overdue(first)).toHaveLength(5);
    expect(await overdue(answered)).toHaveLength(3);
    hub.clock.moveTo(DUE + 3 * MINUTE);
    await cases.answer(answered, 'CLEAR', 'discipline');
    await deadlines.reconcile();
    await redis.start();
    await reachable();
    await deadlines.reconcile();
    for (const caseId of [first, answered]) await deadlines.ring(caseId);
    await eventually('no alarm is left', async () => {
      await deadlines.reconcile();
      return alarms.count();
    }, (count) => count === 0);
    await expectEachMarkedOnce(first);
    expect(new Set(await overdue(answered)).size).toBe(3);
    expect(await overdue(answered)).toHaveLength(3);
  }, 90_000);

  it('are not waited for while Redis takes what it is told and answers nothing', async () => {
    const caseId = await opened();
    hub.clock.moveTo(DUE);
    redis.hang();
    try {
      await deadlines.reconcile();
      expect(await overdue(caseId)).toHaveLength(5);
    } finally {
      redis.goOn();
    }
    await reachable();
    await deadlines.reconcile();
    await deadlines.ring(caseId);
    await expectEachMarkedOnce(caseId);
  }, 60_000);

  it('that a clock which went days ahead has left behind are made good, and mark nothing again when it goes back', async () => {
    const caseId = await opened();
    hub.clock.moveTo(DUE + 20 * DAY);
    await deadlines.reconcile();
    await expectEachMarkedOnce(caseId);
    for (const at of [MONDAY, DUE, DUE + 40 * DAY]) {
      hub.clock.moveTo(at);
      await deadlines.ring(caseId);
      await deadlines.reconcile();
    }
    await expectEachMarkedOnce(caseId);
  });

  it('that are early because the clock went back mark nothing and ring at their time', async () => {
    const caseId = await opened();
    const isSet = async () => Object.values(await alarms.findWrong([{ id: caseId, dueAt: DUE }])).flat().length === 0;
    const rung: string[] = [];
    alarms.onRing(async (id) => {
      await deadlines.ring(id);
      rung.push(id);
    });
    // Again where the hub's own look, every ten seconds, was quicker and has set it to its time by the clock that went back.
    await eventually('it rings early', async () => {
      hub.clock.moveTo(DUE - 300);
      await deadlines.reconcile();
      await eventually('it is set to ring soon', isSet, Boolean);
      hub.clock.moveTo(DUE - 3 * DAY);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return rung.length;
    }, (count) => count > 0);
    expect(await overdue(caseId)).toEqual([]);
    await eventually('it is set to its time', isSet, Boolean);
    hub.clock.moveTo(DUE - 100);
    await deadlines.reconcile();
    hub.clock.moveTo(DUE);
    await expectEachMarkedOnce(caseId);
  });

  it('that fail until BullMQ gives them up are set again and ring', async () => {
    const caseId = await opened();
    let tries = 0;
    alarms.onRing(() => {
      tries++;
      return Promise.reject(new Error('the store is away'));
    });
    hub.clock.moveTo(DUE + 5_000);
    await deadlines.reconcile();
    await eventually('it is given up', async () => tries >= 3 && (await alarms.count()) === 0, Boolean);
    expect(await overdue(caseId)).toEqual([]);
    alarms.onRing(async (id) => void (await deadlines.ring(id)));
    await deadlines.reconcile();
    await expectEachMarkedOnce(caseId);
  }, 40_000);

  it('that ring for long are left alone for two minutes, and then made good', async () => {
    const caseId = await opened();
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const rung: string[] = [];
    alarms.onRing((id) => (rung.push(id), held));
    hub.clock.moveTo(DUE + 5_000);
    await deadlines.reconcile();
    await eventually('it rings', async () => rung, (ids) => ids.includes(caseId));
    hub.clock.moveTo(DUE + 100_000);
    await deadlines.reconcile();
    expect(await overdue(caseId)).toEqual([]);
    hub.clock.moveTo(DUE + 121_000);
    await deadlines.reconcile();
    await expectEachMarkedOnce(caseId);
    letGo();
  });

  it('mark nothing after the answer, also where both come at the same moment', async () => {
    const caseId = await opened();
    hub.clock.moveTo(DUE);
    const agencies = Object.keys(hub.agencies);
    await Promise.all([...agencies.map(async (agency) => cases.send(agency, await cases.verdictOf(caseId, agency))), ...agencies.map(() => deadlines.ring(caseId))]);
    await cases.when(caseId, 'cleared', ({ status }) => status === 'cleared');
    hub.clock.moveTo(DUE + DAY);
    await deadlines.ring(caseId);
    await deadlines.reconcile();
    const events = (await hub.application.get(CaseStreams).history(caseId)).acts.flatMap((act) => act.events);
    for (const agency of agencies) {
      const ofAgency = events.flatMap(({ type, data }) => ('agency' in data && data.agency === agency && (type === 'RequestOverdue' || type === 'VerdictFiled') ? [type] : []));
      expect([['VerdictFiled'], ['RequestOverdue', 'VerdictFiled']]).toContainEqual(ofAgency);
    }
  });

  it('mark each deadline of a request that was given more time, each once', async () => {
    const caseId = await opened();
    hub.clock.moveTo(DUE);
    await deadlines.ring(caseId);
    await expectEachMarkedOnce(caseId);
    const { requestId = '' } = (await cases.load(caseId)).requests['court'] ?? {};
    const until = DUE + 2 * DAY;
    await hub.agencies['court']?.send('extension-asked', { requestId, number: 1, clerk: CLERK, until: new Date(until).toISOString(), reason: '案卷在外地' });
    await cases.when(caseId, 'asked', ({ requests }) => requests['court']?.extensions.length === 1);
    await hub.application.get(DecideExtensionController).decide({ caseId, agency: 'court', number: '1' }, { grantedUntil: new Date(until).toISOString() }, cases.key(), OFFICER);
    await dueIn(caseId, until);
    for (const at of [until - 1, until, until + MINUTE]) {
      hub.clock.moveTo(at);
      await deadlines.ring(caseId);
      await deadlines.reconcile();
    }
    expect((await overdue(caseId)).filter((each) => each.startsWith(requestId))).toEqual([`${requestId}#1`, `${requestId}#2`]);
    expect(await overdue(caseId)).toHaveLength(6);
  });

  it('of two coordinators that ring and reconcile at the same moment mark each deadline once', async () => {
    const all = [await opened(), await opened()];
    const other = await hub.replica();
    const both = (work: (on: INestApplicationContext) => Promise<unknown>) => Promise.all([hub.application, other].map(work));
    hub.clock.moveTo(DUE);
    await both((on) => Promise.all([on.get(WatchDeadlines).reconcile(), ...all.map((caseId) => on.get(WatchDeadlines).ring(caseId))]));
    hub.clock.moveTo(DUE + 5 * MINUTE);
    await flush();
    await both((on) => Promise.all([on.get(WatchDeadlines).reconcile(), ...all.map((caseId) => on.get(WatchDeadlines).ring(caseId))]));
    await expectEachMarkedOnce(...all);
  }, 60_000);
});
