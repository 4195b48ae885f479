/**
 * A launcher for specs that kill it: starts two processes under a reaper, one of which ignores SIGTERM, tells their
 * numbers, and waits.
 *
 *     node little-launcher.mjs DIR temporary|kept
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openLaunch } from '../launch.mjs';

const [dir = '', kind] = process.argv.slice(2);
const launch = openLaunch({ dir, temporary: kind === 'temporary' });
/** @param {string} name @param {string} script */
const start = async (name, script) => {
  const upFile = join(dir, `${name}.up`);
  const whole = `${script}; setInterval(() => undefined, 1000); require('node:fs').writeFileSync(${JSON.stringify(upFile)}, '')`;
  await launch.supervisor.start({ name, command: process.execPath, args: ['-e', whole], env: {}, logFile: join(dir, 'logs', `${name}.log`), isReady: async () => existsSync(upFile), readyWithinMs: 5_000 });
};
await start('willing', '');
await start('stubborn', "process.on('SIGTERM', () => undefined)");
process.stdout.write(`${JSON.stringify(launch.supervisor.pids)}\n`);
