import { join } from 'node:path';
import { writeWhole } from '../whole-file.mjs';
import { firstLine } from './first-line.mjs';
import { natsSettings } from './nats-settings.mjs';

/** @typedef {import('../processes/supervised-process.mjs').ProcessPlan} ProcessPlan */
/** @typedef {import('../set-up/find-programs.mjs').Program} Program */

/** The server says its first line before TLS begins. @param {number} port */
const isReady = async (port) => /^INFO .*"jetstream":true/.test(await firstLine(port));

/** @param {string} dir @param {number} port */
const bareConfiguration = (dir, port) => {
  const file = join(dir, 'nats', 'nats.conf');
  writeWhole(file, natsSettings({ name: 'lianshen-bare', listen: `127.0.0.1:${port}`, store: join(dir, 'nats', 'store') }));
  return file;
};

/**
 * @param {{ program: Program, dir: string, port: number, env: Record<string, string>, configuration?: string }} options
 *   configuration: the file to start with, which has to name the port; without it everybody may do everything, in plain text
 * @returns {ProcessPlan}
 */
export const natsPlan = ({ program, dir, port, env, configuration = bareConfiguration(dir, port) }) => ({
  name: 'nats',
  command: program.command,
  args: ['-c', configuration],
  env: { ...env, ...program.env },
  logFile: join(dir, 'logs', 'nats.log'),
  isReady: () => isReady(port),
  readyWithinMs: 30_000,
});
