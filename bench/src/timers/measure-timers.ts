import { watchStreams } from '@lianshen/e2e/played-agency';
import { percentile } from '../measure/run-cases.js';
import { startServersOnly } from '../systems/servers-only.js';
import { loadStack } from '../systems/local.js';
import { measureReconciling, type ReconcilingFigures } from './reconciling.js';
import { measureRecording } from './recording.js';
import { measureMemory, type MemoryFigures } from './redis-memory.js';
import { measureRinging } from './ring-rate.js';

const SECONDS = 20;
const GOAL_RECONCILE_SECONDS = 60;
const GOAL_P99_MS = 500;

export interface TimerFigures {
  readonly perSecond: number;
  readonly reconciling: ReconcilingFigures;
  /** Milliseconds after the due time, ascending: until the alarm rang, and until what was due was recorded and told. */
  readonly rung: readonly number[];
  readonly recorded: readonly number[];
  readonly memory: MemoryFigures;
}

/** @param open open cases of which the alarms are lost. @param perSecond how many alarms a second are due. */
export async function measureTimers(open: number, perSecond: number): Promise<TimerFigures> {
  const { rung, memory } = await measureAlarmClock(open, perSecond);
  const { startStack } = await loadStack();
  const stack = await startStack({ temporary: true, jurisdiction: 'bench', logLevel: 'warn' });
  const streams = await watchStreams(stack);
  try {
    // The agencies have no part in it, and cost nothing.
    for (const { agency } of stack.agencies) await stack.kill(`agency-${agency}`);
    const recorded = await measureRecording(stack, streams.manager, perSecond, SECONDS);
    return { perSecond, rung, recorded, memory, reconciling: await measureReconciling(stack, open) };
  } finally {
    await streams.close();
    await stack.stop();
  }
}

/** The alarm clock alone, on a Redis of its own. */
async function measureAlarmClock(open: number, perSecond: number): Promise<Pick<TimerFigures, 'rung' | 'memory'>> {
  const servers = await startServersOnly();
  try {
    return { memory: await measureMemory(servers.redisUrl, open), rung: await measureRinging(servers.redisUrl, perSecond, SECONDS) };
  } finally {
    await servers.stop();
  }
}

export function timersTable({ perSecond, reconciling, rung, recorded, memory }: TimerFigures): string {
  const { cases, seconds, settingSeconds, yardstickSeconds } = reconciling;
  const goal = (isReached: boolean): string => (isReached ? '' : ', over the goal');
  const late = (sorted: readonly number[]): string => {
    const p99 = percentile(sorted, 0.99);
    return `p50 ${percentile(sorted, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (goal: ${GOAL_P99_MS}${goal(p99 < GOAL_P99_MS)})`;
  };
  const bytes = (used: number): string => ((used - memory.atRest) / memory.cases).toFixed(0);
  return [
    `${cases} open cases after FLUSHALL: every alarm set after ${seconds.toFixed(1)} s (goal: ${GOAL_RECONCILE_SECONDS}${goal(seconds < GOAL_RECONCILE_SECONDS)}), ${settingSeconds.toFixed(1)} s of it setting; bare BullMQ adds as many jobs in ${yardstickSeconds.toFixed(1)} s, ratio ${(settingSeconds / yardstickSeconds).toFixed(2)}`,
    `${perSecond} alarms due a second for ${SECONDS} s, due until rung: ${late(rung)}`,
    `${perSecond} deadlines due a second for ${SECONDS} s, due until recorded and told: ${late(recorded)}`,
    `bytes of Redis for each of ${memory.cases} open cases: ${bytes(memory.once)}; with twice as many cases ${bytes(memory.twice)} for each of the former; after the end of all ${bytes(memory.afterTheEnd)}`,
  ].join('\n');
}
