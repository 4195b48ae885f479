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

export interface TimerLoad {
  /** Open cases of which the alarms are lost, and of which Redis holds the alarms. */
  readonly open: number;
  /** Alarms that are due a second where nothing is recorded, and where what was due is. */
  readonly rungPerSecond: number;
  readonly recordedPerSecond: number;
}

/** What alarms cost, a line each as it is measured. */
export async function* measureTimers({ open, rungPerSecond, recordedPerSecond }: TimerLoad): AsyncGenerator<string> {
  const servers = await startServersOnly();
  try {
    yield memoryLine(await measureMemory(servers.redisUrl, open));
    yield `${rungPerSecond} alarms due a second for ${SECONDS} s, due until rung: ${late(await measureRinging(servers.redisUrl, rungPerSecond, SECONDS))}`;
  } finally {
    await servers.stop();
  }
  const { startStack } = await loadStack();
  const stack = await startStack({ temporary: true, jurisdiction: 'bench', logLevel: 'warn' });
  const streams = await watchStreams(stack);
  try {
    // The agencies have no part in it, and cost nothing.
    for (const { agency } of stack.agencies) await stack.kill(`agency-${agency}`);
    yield `${recordedPerSecond} deadlines due a second for ${SECONDS} s, due until recorded and told: ${late(await measureRecording(stack, streams.manager, recordedPerSecond, SECONDS))}`;
    yield reconcilingLine(await measureReconciling(stack, open));
  } finally {
    await streams.close();
    await stack.stop();
  }
}

const goal = (isReached: boolean): string => (isReached ? '' : ', over the goal');

function late(sorted: readonly number[]): string {
  const p99 = percentile(sorted, 0.99);
  return `p50 ${percentile(sorted, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (goal: ${GOAL_P99_MS}${goal(p99 < GOAL_P99_MS)})`;
}

function reconcilingLine({ cases, seconds, settingSeconds, yardstickSeconds }: ReconcilingFigures): string {
  const ratio = (settingSeconds / yardstickSeconds).toFixed(2);
  return `${cases} open cases after FLUSHALL: every alarm set after ${seconds.toFixed(1)} s (goal: ${GOAL_RECONCILE_SECONDS}${goal(seconds < GOAL_RECONCILE_SECONDS)}), ${settingSeconds.toFixed(1)} s of it setting; bare BullMQ adds as many jobs in ${yardstickSeconds.toFixed(1)} s, ratio ${ratio}`;
}

function memoryLine({ cases, atRest, once, twice, afterTheEnd }: MemoryFigures): string {
  const bytes = (used: number): string => ((used - atRest) / cases).toFixed(0);
  return `bytes of Redis for each of ${cases} open cases: ${bytes(once)}; with twice as many cases ${bytes(twice)} for each of the former; after the end of all ${bytes(afterTheEnd)}`;
}
