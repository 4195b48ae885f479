import { setTimeout as sleep } from 'node:timers/promises';
import { startTimeOf } from './start-time.mjs';

/** @typedef {{ pid: number, startTime: string }} ProcessMark a process named so that it cannot be mistaken for another */

/** How long a process may take to end by itself before it is ended the hard way. */
export const GRACE_MS = 8_000;
const POLL_MS = 25;
/** After SIGKILL only a process stuck in the kernel stays; there is nothing more to do about it. */
const AFTER_KILL_MS = 2_000;

/**
 * @param {ProcessMark} mark
 * @returns {boolean} whether this very process (not another one under the same number) still runs
 */
export const isRunning = (mark) => startTimeOf(mark.pid) === mark.startTime;

/**
 * @param {ProcessMark} mark
 * @param {NodeJS.Signals} signal
 */
export const signalProcess = (mark, signal) => {
  if (!isRunning(mark)) return;
  try {
    process.kill(mark.pid, signal);
  } catch {
    // It ended between the look and the signal, or it is not ours; either way there is nothing to end.
  }
};

/**
 * @param {ProcessMark} mark
 * @param {number} withinMs
 */
const hasEnded = async (mark, withinMs) => {
  const until = Date.now() + withinMs;
  while (isRunning(mark)) {
    if (Date.now() > until) return false;
    await sleep(POLL_MS);
  }
  return true;
};

/**
 * Asks a process to end, and ends it the hard way when it does not. Never touches a process whose start time differs.
 * @param {ProcessMark} mark
 * @param {number} [graceMs]
 */
export const endProcess = async (mark, graceMs = GRACE_MS) => {
  signalProcess(mark, 'SIGTERM');
  if (await hasEnded(mark, graceMs)) return;
  signalProcess(mark, 'SIGKILL');
  await hasEnded(mark, AFTER_KILL_MS);
};
