import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ownMark } from './claim.mjs';
import { endProcess, isRunning } from './end-process.mjs';

/** @typedef {import('./end-process.mjs').ProcessMark} ProcessMark */
/** @typedef {{ launcher: ProcessMark, processes: (ProcessMark & { name: string })[] }} Run */

/**
 * @param {string} path
 * @returns {Run | undefined}
 */
const readRun = (path) => {
  try {
    const run = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(run.processes) && run.launcher !== undefined ? run : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Keeps on disk which processes this launcher has started, for the next launcher: the reaper can be killed as well.
 * @param {string} path
 */
export const createRunFile = (path) => {
  /** @type {Run} */
  const run = { launcher: ownMark(), processes: [] };
  const save = () => {
    writeFileSync(`${path}.new`, JSON.stringify(run));
    renameSync(`${path}.new`, path);
  };
  mkdirSync(dirname(path), { recursive: true });
  save();
  return {
    /** @param {ProcessMark & { name: string }} process */
    add: (process) => {
      run.processes = [...run.processes.filter((other) => other.name !== process.name), process];
      save();
    },
    remove: () => rmSync(path, { force: true }),
  };
};

/**
 * @param {string} path
 * @returns {boolean} whether a run is written there whose launcher is gone
 */
export const runIsOver = (path) => {
  const run = readRun(path);
  return run !== undefined && !isRunning(run.launcher);
};

/**
 * Ends what a launcher that is gone has left running. A process whose start time differs from what is written was given
 * the number later; it is somebody else's and is left alone.
 * @param {string} path
 * @param {number} [graceMs]
 * @returns {Promise<string[]>} the names of the processes that were still running
 */
export const endLeftovers = async (path, graceMs) => {
  const run = readRun(path);
  if (run === undefined || isRunning(run.launcher)) return [];
  const left = run.processes.filter(isRunning);
  await Promise.all(left.map((process) => endProcess(process, graceMs)));
  rmSync(path, { force: true });
  return left.map((process) => process.name);
};
