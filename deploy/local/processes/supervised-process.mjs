import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ToldError } from '../told-error.mjs';
import { waitFor } from '../wait-for.mjs';
import { endProcess } from './end-process.mjs';
import { startTimeOf } from './start-time.mjs';

/** @typedef {import('./end-process.mjs').ProcessMark} ProcessMark */

/**
 * @typedef {object} ProcessPlan how to start a process and how to tell that it works
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {Record<string, string>} env the whole environment; nothing is inherited
 * @property {string} logFile
 * @property {() => Promise<boolean>} isReady
 * @property {number} readyWithinMs
 *
 * @typedef {{ mark: ProcessMark, exited: Promise<string>, hasExited: () => boolean }} RunningProcess exited tells the exit code or signal
 */

const LOG_LINES_SHOWN = 12;

/** @param {string} logFile */
const lastLines = (logFile) => {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN).join('\n');
  } catch {
    return '';
  }
};

/**
 * @param {ProcessPlan} plan
 * @param {string} how
 */
export const stoppedError = (plan, how) =>
  new ToldError(
    `${plan.name} ${how === 'silent' ? `在 ${plan.readyWithinMs / 1000} 秒内没有就绪` : `意外退出（${how}）`}。日志：${plan.logFile}\n${lastLines(plan.logFile)}`,
    `${plan.name} ${how === 'silent' ? `was not ready within ${plan.readyWithinMs / 1000} s` : `ended unexpectedly (${how})`}. Its log: ${plan.logFile}`,
  );

/**
 * Starts a process in a session of its own: Ctrl-C in the terminal then reaches the launcher alone, which ends the
 * services before the servers that they need.
 * @param {ProcessPlan} plan
 * @returns {RunningProcess}
 */
export const spawnProcess = (plan) => {
  mkdirSync(dirname(plan.logFile), { recursive: true });
  const log = openSync(plan.logFile, 'a', 0o600);
  const child = spawn(plan.command, plan.args, { detached: true, env: plan.env, stdio: ['ignore', log, log] });
  closeSync(log);
  let ended = false;
  /** @type {Promise<string>} */
  const exited = new Promise((resolve) => {
    /** @param {string} how */
    const end = (how) => {
      ended = true;
      resolve(how);
    };
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    child.once('error', (error) => end(error.message));
  });
  const pid = child.pid ?? -1;
  return { mark: { pid, startTime: startTimeOf(pid) ?? 'ended' }, exited, hasExited: () => ended };
};

/**
 * @param {ProcessPlan} plan
 * @param {RunningProcess} running
 * @throws {ToldError} when it ends before it is ready, or is not ready in time (then it is ended)
 */
export const waitUntilReady = async (plan, running) => {
  const gaveUp = new AbortController();
  void running.exited.then(() => gaveUp.abort());
  if (await waitFor(plan.isReady, { withinMs: plan.readyWithinMs, signal: gaveUp.signal })) return;
  if (running.hasExited()) throw stoppedError(plan, await running.exited);
  await endProcess(running.mark);
  throw stoppedError(plan, 'silent');
};
