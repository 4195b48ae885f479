import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { anAlarmClock } from './an-alarm-clock.js';

const AHEAD_MS = 15_000;
const RUNG_WITHIN_MS = 60_000;

/** Sets alarms of which so many a second are due, one by one. @returns of each, in ms, how long after its time it rang, ascending. @throws where one did not ring, or twice. */
export async function measureRinging(redisUrl: string, perSecond: number, seconds: number): Promise<number[]> {
  const firstAt = Date.now() + AHEAD_MS;
  const alarms = Array.from({ length: perSecond * seconds }, (_, index) => ({ id: randomUUID(), dueAt: firstAt + Math.floor((index * 1_000) / perSecond) }));
  const due = new Map<string, number>(alarms.map(({ id, dueAt }) => [id, dueAt]));
  const late: number[] = [];
  const clock = anAlarmClock(redisUrl, 'bench-ring', async (id) => {
    late.push(Date.now() - (due.get(id) ?? Number.NaN));
    due.delete(id);
  });
  try {
    await clock.add(alarms);
    if (Date.now() > firstAt) throw new Error('setting the alarms took longer than was left until the first');
    for (const end = firstAt + seconds * 1_000 + RUNG_WITHIN_MS; due.size > 0; await pause(100)) if (Date.now() > end) throw new Error(`${due.size} alarms did not ring`);
    if (late.some(Number.isNaN)) throw new Error('an alarm rang twice');
    return late.sort((a, b) => a - b);
  } finally {
    await clock.close();
  }
}
