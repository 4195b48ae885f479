import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLaunch } from './launch.mjs';
import { startServers } from './servers/start-servers.mjs';
import { findChromium, findPython } from './set-up.mjs';
import { cleanUpTemporaryFolders, createTemporaryFolder } from './temporary-folder.mjs';

/** @typedef {import('./set-up.mjs').Servers} Servers */
/** @typedef {import('./set-up.mjs').Server} Server */

/**
 * Tests that kill a server start one of their own. A program that was unpacked needs its libraries; a script around it
 * brings them, so that its path is all that a test has to know. `exec` keeps the process's number.
 * @param {string} dir
 * @param {string} name
 * @param {Server} server
 * @returns {string | undefined}
 */
const programFor = (dir, name, server) => {
  if ('url' in server) return undefined;
  const settings = Object.entries(server.env);
  if (settings.length === 0) return server.command;
  const script = join(dir, 'bin', name);
  mkdirSync(join(dir, 'bin'), { recursive: true });
  /** @param {string} text */
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  writeFileSync(script, `#!/bin/sh\n${settings.map(([key, value]) => `export ${key}=${quoted(value)}\n`).join('')}exec ${quoted(server.command)} "$@"\n`);
  chmodSync(script, 0o755);
  return script;
};

/**
 * Starts servers for tests in a temporary folder: NATS without accounts, Redis, MongoDB.
 * @param {{ servers: Servers, command: import('./command.mjs').Command }} options
 * @returns {Promise<{ env: NodeJS.ProcessEnv, dir: string }>} the environment for the tests, and the folder that goes with them
 */
export const startTestServers = async ({ servers, command }) => {
  await cleanUpTemporaryFolders();
  const dir = createTemporaryFolder();
  const launch = openLaunch({ dir, temporary: true, reaper: command.reaper });
  command.onEnd(() => launch.end([['nats', 'redis', 'mongodb']]));
  const { natsUrl, redisUrl, mongodbUri } = await startServers({ servers, dir, supervisor: launch.supervisor });
  const programs = {
    TEST_NATS_SERVER: programFor(dir, 'nats-server', servers.nats),
    TEST_REDIS_SERVER: programFor(dir, 'redis-server', servers.redis),
    TEST_PYTHON: programFor(dir, 'python3', await findPython()),
    TEST_CHROMIUM: programFor(dir, 'chromium', await findChromium()),
  };
  const given = Object.entries(programs).filter(([, path]) => path !== undefined);
  return { dir, env: { ...process.env, ...Object.fromEntries(given), TEST_NATS_URL: natsUrl, TEST_REDIS_URL: redisUrl, TEST_MONGODB_URI: mongodbUri } };
};
