import { spawn } from 'node:child_process';
import { startTimeOf } from '../processes/start-time.mjs';

/** What is kept of a program's output to show when it fails. */
const TAIL_CHARACTERS = 16_000;

/** @typedef {{ code: number | null, stdout: string, output: string }} Outcome */
/** @typedef {import('../processes/end-process.mjs').ProcessMark} ProcessMark */

/** @type {{ started: (mark: ProcessMark) => void, ended: (pid: number) => void }} */
let watcher = { started: () => undefined, ended: () => undefined };

/**
 * Whoever has to end the programs when the launcher ends (npm must not go on installing behind a killed launcher).
 * @param {typeof watcher} newWatcher
 */
export const watchPrograms = (newWatcher) => {
  watcher = newWatcher;
};

/**
 * Runs a program to its end without a shell and without standard input.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean }} [options] show passes the output on to stderr as it comes
 * @returns {Promise<Outcome>} output is the tail of both streams; code is null when the program could not be started or was ended by a signal
 */
export const runProgram = (command, args, { cwd, env = process.env, show = false } = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const { pid } = child;
    if (pid !== undefined) watcher.started({ pid, startTime: startTimeOf(pid) ?? 'ended' });
    let stdout = '';
    let output = '';
    /** @param {Buffer} chunk */
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-TAIL_CHARACTERS);
      if (show) process.stderr.write(chunk);
    };
    child.stdout.on('data', (chunk) => {
      stdout += chunk.toString();
      keep(chunk);
    });
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: null, stdout, output: `${output}${error.message}` }));
    child.once('close', (code) => {
      if (pid !== undefined) watcher.ended(pid);
      resolve({ code, stdout, output });
    });
  });
