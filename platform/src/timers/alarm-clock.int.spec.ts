import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { until } from '../ledger/ledger-builder.spec-kit.js';
import { PrivateServer } from '../messaging/messaging-builder.spec-kit.js';
import { createLog } from '../telemetry/log.js';
import { BullAlarmClock } from './alarm-clock.js';

const url = process.env['TEST_REDIS_URL'] ?? 'redis://tests-need-servers.invalid';
const clocks: BullAlarmClock[] = [];
let made = 0;
let failures = 0;
const rung: string[] = [];

function anAlarmClock({ redisUrl = url, onAlarm = async (id: string): Promise<void> => void rung.push(id) } = {}): BullAlarmClock {
  const clock = new BullAlarmClock({
    redisUrl,
    prefix: `spec-${process.pid}-${++made}`,
    now: () => Date.now(),
    log: createLog('spec', 'silent'),
    onAlarm,
    onFailure: () => failures++,
  });
  clocks.push(clock);
  return clock;
}

const reachable = (clock: BullAlarmClock) => until('Redis is reached', () => clock.isReachable().catch(() => false));
const HOUR = 3_600_000;

afterEach(async () => {
  for (const clock of clocks.splice(0)) await clock.close();
  rung.length = 0;
});

afterAll(async () => {
  const redis = new Redis(url);
  const keys = await redis.keys(`spec-${process.pid}-*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
});

describe('an alarm', () => {
  it('rings when it is due, once', async () => {
    const clock = anAlarmClock();
    await reachable(clock);
    const due = Date.now() + 150;
    clock.set('case-1', due);
    await until('it rings', () => rung.length > 0);
    expect(Date.now()).toBeGreaterThanOrEqual(due);
    await until('it is gone', async () => (await clock.count()) === 0);
    expect(rung).toEqual(['case-1']);
  });

  it('that was due in the past rings at once', async () => {
    const clock = anAlarmClock();
    await reachable(clock);
    clock.set('case-2', 0);
    await until('it rings', () => rung.includes('case-2'));
  });

  it('that is set again rings at its new time alone', async () => {
    const clock = anAlarmClock();
    await reachable(clock);
    clock.set('case-3', Date.now() + HOUR);
    await until('it is set', async () => (await clock.count()) === 1);
    clock.set('case-3', Date.now() + 50);
    await until('it rings', () => rung.includes('case-3'));
    await until('nothing is left', async () => (await clock.count()) === 0);
  });

  it('keeps its newest time when it is set many times in a row', async () => {
    const clock = anAlarmClock();
    await reachable(clock);
    for (let turn = 0; turn < 40; turn++) {
      clock.set('case-4', Date.now() + HOUR + turn);
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.set('case-4', Date.now() + 30);
    await until('it rings', () => rung.includes('case-4'));
    await until('nothing is left', async () => (await clock.count()) === 0);
  });

  it('that is cleared does not ring', async () => {
    const clock = anAlarmClock();
    await reachable(clock);
    clock.set('case-5', Date.now() + HOUR);
    await until('it is set', async () => (await clock.count()) === 1);
    clock.clear('case-5');
    await until('it is gone', async () => (await clock.count()) === 0);
    expect(rung).toEqual([]);
  });

  it('that is set and cleared within a moment costs no job', async () => {
    const clock = anAlarmClock();
    await reachable(clock);
    const watched = new Redis(url);
    const before = rung.length;
    clock.set('case-6', Date.now() + HOUR);
    clock.clear('case-6');
    expect(clock.pendingCount).toBe(1);
    await until('it is written', () => clock.pendingCount === 0);
    clock.set('other', Date.now() + HOUR);
    await until('what came after it is written', async () => (await clock.count()) === 1);
    expect(await watched.exists(`spec-${process.pid}-${made}:alarms:alarm-case-6`)).toBe(0);
    watched.disconnect();
    expect(rung).toHaveLength(before);
  });

  it('that is set while it rings rings again at its new time', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const clock = anAlarmClock({
      onAlarm: async (id) => {
        rung.push(id);
        if (rung.length === 1) await held;
      },
    });
    await reachable(clock);
    clock.set('case-11', Date.now());
    await until('it rings', () => rung.length === 1);
    clock.set('case-11', Date.now() + 50);
    await until('it was tried in vain', () => clock.pendingCount === 0);
    await until('it waits for its turn', () => clock.pendingCount === 1);
    letGo();
    await until('it rings again', () => rung.length === 2);
    await until('nothing is left', async () => (await clock.count()) === 0);
  });

  it('is found wrong where it is missing or set to another time, and not where it waits or rings', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const clock = anAlarmClock({ onAlarm: (id) => (rung.push(id), held) });
    await reachable(clock);
    const dueAt = Date.now() + HOUR;
    for (const id of ['right', 'early', 'late']) clock.set(id, dueAt);
    clock.set('rings', Date.now());
    await until('they are set', async () => (await clock.count()) === 4 && rung.length === 1);
    const wrong = await clock.findWrong([{ id: 'right', dueAt }, { id: 'early', dueAt: dueAt + HOUR }, { id: 'late', dueAt: Date.now() }, { id: 'rings', dueAt: Date.now() }, { id: 'lost', dueAt }]);
    expect(wrong.missing.map(({ id }) => id)).toEqual(['lost']);
    expect(wrong.moved.map(({ id }) => id)).toEqual(['early', 'late']);
    expect(await clock.findWrong([])).toEqual({ missing: [], moved: [] });
    letGo();
  });

  it('that is added where it is set already stays as it is', async () => {
    const clock = anAlarmClock();
    await reachable(clock);
    const dueAt = Date.now() + HOUR;
    await clock.add([{ id: 'case-12', dueAt }, { id: 'case-13', dueAt }]);
    await clock.add([{ id: 'case-12', dueAt: 0 }]);
    const found: string[] = [];
    for await (const ids of clock.waitingIds()) found.push(...ids);
    expect(found.sort()).toEqual(['case-12', 'case-13']);
    expect(await clock.findWrong([{ id: 'case-12', dueAt }])).toEqual({ missing: [], moved: [] });
  });

  it('whose handler fails is tried again and counted', async () => {
    let tries = 0;
    const before = failures;
    const clock = anAlarmClock({ onAlarm: () => (++tries < 2 ? Promise.reject(new Error('away')) : Promise.resolve()) });
    await reachable(clock);
    clock.set('case-7', 0);
    await until('it was tried again', () => tries === 2);
    expect(failures).toBeGreaterThan(before);
  });
});

describe('a Redis of our own', () => {
  const server = PrivateServer.redis(process.env['TEST_REDIS_SERVER']);
  beforeAll(() => server.start());
  afterAll(() => server.end());
  const privateUrl = () => `redis://127.0.0.1:${server.port}`;

  it('that is emptied has lost the alarms without a word, and setting them again works', async () => {
    const clock = anAlarmClock({ redisUrl: privateUrl() });
    await reachable(clock);
    clock.set('case-8', Date.now() + HOUR);
    await until('it is set', async () => (await clock.count()) === 1);
    const redis = new Redis(privateUrl());
    await redis.flushall();
    redis.disconnect();
    expect(await clock.count()).toBe(0);
    clock.set('case-8', Date.now() + 50);
    await until('it rings', () => rung.includes('case-8'));
  });

  it('gives a mark to one process alone, until it lapses or Redis is emptied', async () => {
    const clock = anAlarmClock({ redisUrl: privateUrl() });
    await reachable(clock);
    expect(await Promise.all([clock.claim('compared', HOUR), clock.claim('compared', HOUR)])).toEqual([true, false]);
    await clock.release('compared');
    expect(await clock.claim('compared', 50)).toBe(true);
    await until('it has lapsed', () => clock.claim('compared', HOUR));
    const redis = new Redis(privateUrl());
    await redis.flushall();
    redis.disconnect();
    expect(await clock.claim('compared', HOUR)).toBe(true);
  });

  it('that is killed throws into no caller, and alarms ring again once it is back', async () => {
    const clock = anAlarmClock({ redisUrl: privateUrl() });
    await reachable(clock);
    await server.kill();
    const before = failures;
    for (let n = 0; n < 20; n++) clock.set(`lost-${n}`, Date.now());
    clock.clear('lost-0');
    await until('the failure is counted', () => failures > before && clock.pendingCount === 0);
    await expect(clock.isReachable()).rejects.toThrow();
    await server.start();
    await reachable(clock);
    clock.set('case-9', Date.now());
    await until('it rings', () => rung.includes('case-9'), 20_000);
  }, 40_000);

  it('that is away does not keep the process from ending', async () => {
    const clock = anAlarmClock({ redisUrl: privateUrl() });
    await reachable(clock);
    await server.kill();
    clock.set('case-10', Date.now());
    clocks.splice(clocks.indexOf(clock), 1);
    await clock.close();
    expect(clock.pendingCount).toBe(0);
  }, 20_000);
});
