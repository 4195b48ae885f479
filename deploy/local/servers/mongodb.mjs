import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accepts } from './first-line.mjs';

/** @typedef {import('../processes/supervised-process.mjs').ProcessPlan} ProcessPlan */
/** @typedef {import('../set-up/find-programs.mjs').Program} Program */

/** Reading back a large store takes a while; until then it does not listen. */
const READY_WITHIN_MS = 60_000;

/**
 * MongoDB itself where there is a program for it, else the embedded store, which is a script of ours.
 * @param {{ program: Program, dir: string, port: number, env: Record<string, string> }} options
 * @returns {ProcessPlan}
 */
export const mongodbPlan = ({ program, dir, port, env }) => {
  const data = join(dir, 'mongodb');
  mkdirSync(data, { recursive: true });
  const own = program.command.endsWith('.js');
  return {
    name: 'mongodb',
    command: own ? process.execPath : program.command,
    args: own ? ['--enable-source-maps', program.command] : ['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket'],
    env: { ...env, ...program.env, ...(own ? { STORE_DIR: data, STORE_PORT: String(port) } : {}) },
    logFile: join(dir, 'logs', 'mongodb.log'),
    isReady: () => accepts(port),
    readyWithinMs: READY_WITHIN_MS,
  };
};
