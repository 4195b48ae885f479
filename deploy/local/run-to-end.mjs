import { spawn } from 'node:child_process';
import { startTimeOf } from './processes/start-time.mjs';

/**
 * Runs a command with this terminal as its own and waits for its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, cwd: string, command: import('./command.mjs').Command }} options
 * @returns {Promise<number>} its exit code; 1 when it was ended by a signal or could not be started
 */
export const runToEnd = (program, args, { env, cwd, command }) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { env, cwd, stdio: 'inherit' });
    const { pid } = child;
    if (pid !== undefined) command.reaper.watch({ pid, startTime: startTimeOf(pid) ?? 'ended' });
    const ended = new Promise((done) => child.once('exit', done));
    command.onEnd(async () => {
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await ended;
    });
    child.once('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code) => {
      if (pid !== undefined) command.reaper.forget(pid);
      resolve(code ?? 1);
    });
  });
