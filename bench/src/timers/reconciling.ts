import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Stack } from '../systems/local.js';
import { seedCases } from './seed-cases.js';

const FAR_MS = 30 * 86_400_000;
const CHUNK = 500;
const WITHIN_MS = 300_000;

export interface ReconcilingFigures {
  readonly cases: number;
  /** From FLUSHALL until the alarm of every open case is set; up to ten of them pass before the coordinator looks. */
  readonly seconds: number;
  /** Of these from the first alarm that is set. */
  readonly settingSeconds: number;
  /** Bare BullMQ adding as many jobs, each as delayed. */
  readonly yardstickSeconds: number;
}

/** Empties the Redis of a coordinator with so many open cases. @throws when not every alarm is back at the bound. */
export async function measureReconciling(stack: Stack, cases: number): Promise<ReconcilingFigures> {
  const redis = new Redis(stack.redisUrl);
  try {
    const yardstickSeconds = await addWithoutHub(stack.redisUrl, cases);
    const delayed = await delayedKeyOf(redis);
    await seedCases(stack.mongodbUri, stack.databases['coordinator'] ?? '', Array.from({ length: cases }, (_, index) => Date.now() + FAR_MS + index));
    await redis.flushall();
    const startedAt = performance.now();
    let firstAt: number | undefined;
    for (let set = 0; set < cases; await pause(50)) {
      set = await redis.zcard(delayed);
      if (set > 0) firstAt ??= performance.now();
      if (performance.now() > startedAt + WITHIN_MS) throw new Error(`${set} of ${cases} alarms are set`);
    }
    const end = performance.now();
    return { cases, seconds: (end - startedAt) / 1_000, settingSeconds: (end - (firstAt ?? end)) / 1_000, yardstickSeconds };
  } finally {
    redis.disconnect();
  }
}

/** Where the coordinator's BullMQ keeps its alarms. */
async function delayedKeyOf(redis: Redis): Promise<string> {
  const [meta] = await redis.keys('*:alarms:meta');
  if (meta === undefined) throw new Error('the coordinator has no queue of alarms');
  return meta.replace(/meta$/, 'delayed');
}

async function addWithoutHub(redisUrl: string, jobs: number): Promise<number> {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue('yardstick', { connection });
  try {
    const startedAt = performance.now();
    for (let from = 0; from < jobs; from += CHUNK) {
      await queue.addBulk(Array.from({ length: Math.min(CHUNK, jobs - from) }, (_, index) => ({ name: 'job', data: { id: from + index }, opts: { jobId: `job-${from + index}`, delay: FAR_MS, removeOnComplete: true } })));
    }
    return (performance.now() - startedAt) / 1_000;
  } finally {
    await queue.close();
    connection.disconnect();
  }
}
