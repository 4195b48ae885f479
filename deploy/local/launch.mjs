import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startReaper } from './processes/reaper-link.mjs';
import { createRunFile } from './processes/run-file.mjs';
import { Supervisor } from './processes/supervisor.mjs';

/**
 * @typedef {object} Launch everything that one launcher starts, and its end
 * @property {string} dir
 * @property {Supervisor} supervisor
 * @property {Promise<import('./told-error.mjs').ToldError>} failed resolves when a process could not be kept running
 * @property {(groups: string[][]) => Promise<void>} end ends the processes group by group, and the folder if it is temporary; may be called twice
 */

/**
 * Opens a launch: from here on the reaper and the run file know of every process that is started.
 * @param {{ dir: string, temporary: boolean, reaper?: import('./processes/reaper-link.mjs').ReaperLink }} options reaper: the command's own, if it has one
 * @returns {Launch}
 */
export const openLaunch = ({ dir, temporary, reaper = startReaper() }) => {
  const runFile = createRunFile(join(dir, 'run.json'));
  if (temporary) reaper.takeFolder(dir);
  /** @type {(error: import('./told-error.mjs').ToldError) => void} */
  let fail = () => undefined;
  /** @type {Launch['failed']} */
  const failed = new Promise((resolve) => {
    fail = resolve;
  });
  const supervisor = new Supervisor({
    started: (process) => {
      reaper.watch({ pid: process.pid, startTime: process.startTime });
      runFile.add(process);
    },
    ended: reaper.forget,
    failed: fail,
  });
  runFile.add({ ...reaper.mark, name: 'reaper' });
  /** @param {string[][]} groups */
  const end = async (groups) => {
    await supervisor.stop(groups);
    runFile.remove();
    if (temporary) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    await reaper.dismiss();
  };
  /** @type {Promise<void> | undefined} */
  let ending;
  return { dir, supervisor, failed, end: (groups) => (ending ??= end(groups)) };
};
