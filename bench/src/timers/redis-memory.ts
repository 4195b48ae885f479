import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { BullAlarmClock } from '@lianshen/platform/timers';
import { anAlarmClock } from './an-alarm-clock.js';

const FAR_MS = 30 * 86_400_000;
const CHUNK = 10_000;

/** Bytes that Redis uses: at rest, with the alarms of so many open cases, of twice as many, and after all have ended. */
export interface MemoryFigures {
  readonly cases: number;
  readonly atRest: number;
  readonly once: number;
  readonly twice: number;
  readonly afterTheEnd: number;
}

/** Sets the alarm of each of so many cases as the coordinator does, then of as many more, then clears each as a case that ends does. */
export async function measureMemory(redisUrl: string, cases: number): Promise<MemoryFigures> {
  const redis = new Redis(redisUrl);
  const clock = anAlarmClock(redisUrl, 'bench-memory', () => Promise.resolve());
  const ids = Array.from({ length: 2 * cases }, () => randomUUID());
  try {
    const atRest = await usedBy(redis);
    await setAll(clock, ids.slice(0, cases));
    const once = await usedBy(redis);
    await setAll(clock, ids.slice(cases));
    const twice = await usedBy(redis);
    for (let from = 0; from < ids.length; from += CHUNK) {
      for (const id of ids.slice(from, from + CHUNK)) clock.clear(id);
      await written(clock);
    }
    for (const end = Date.now() + 60_000; (await clock.count()) > 0 && Date.now() < end; ) await pause(100);
    return { cases, atRest, once, twice, afterTheEnd: await usedBy(redis) };
  } finally {
    await clock.close();
    redis.disconnect();
  }
}

const setAll = (clock: BullAlarmClock, ids: readonly string[]): Promise<void> => clock.add(ids.map((id, index) => ({ id, dueAt: Date.now() + FAR_MS + index })));

async function written(clock: BullAlarmClock): Promise<void> {
  while (clock.pendingCount > 0) await pause(20);
}

async function usedBy(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
}
