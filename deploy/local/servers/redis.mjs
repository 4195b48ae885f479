import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { firstLine } from './first-line.mjs';

/** @typedef {import('../processes/supervised-process.mjs').ProcessPlan} ProcessPlan */
/** @typedef {import('../set-up/find-programs.mjs').Program} Program */

/**
 * Alarms survive a restart (append-only file), and Redis never throws one away to make room (noeviction): BullMQ asks
 * for that. Whatever is lost all the same is rebuilt from MongoDB.
 * @param {{ program: Program, dir: string, port: number, env: Record<string, string> }} options
 * @returns {ProcessPlan}
 */
export const redisPlan = ({ program, dir, port, env }) => {
  const data = join(dir, 'redis');
  mkdirSync(data, { recursive: true });
  const settings = { bind: '127.0.0.1', port: String(port), dir: data, appendonly: 'yes', appendfsync: 'everysec', save: '', 'maxmemory-policy': 'noeviction', daemonize: 'no' };
  return {
    name: 'redis',
    command: program.command,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    env: { ...env, ...program.env },
    logFile: join(dir, 'logs', 'redis.log'),
    isReady: async () => (await firstLine(port, 'PING\r\n')).startsWith('+PONG'),
    readyWithinMs: 30_000,
  };
};
