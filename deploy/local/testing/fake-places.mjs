import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { findPrograms } from '../set-up/find-programs.mjs';
import { withSetUpLock } from '../set-up/lock.mjs';

/** @param {{ after: (end: () => void) => void }} test @returns {string} a folder that goes when the test ends */
export const folderFor = (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'lianshen-spec-'));
  test.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};

/**
 * @param {string} folder
 * @param {string} [script] what every service runs
 * @returns {string} a services folder whose services are fake
 */
export const fakeServices = (folder, script = `import ${JSON.stringify(new URL('./fake-service.mjs', import.meta.url).href)};\n`) => {
  const services = join(folder, 'services');
  for (const name of ['coordinator', 'agency-adapter', 'notifier']) {
    mkdirSync(join(services, name, 'dist'), { recursive: true });
    writeFileSync(join(services, name, 'dist', 'main.js'), script);
  }
  writeFileSync(join(services, 'package.json'), '{"type":"module"}');
  return services;
};

/**
 * The real programs, also where the person has servers of their own in NATS_URL and REDIS_URL.
 * @returns {Promise<{ nats: import('../set-up.mjs').Program, redis: import('../set-up.mjs').Program }>}
 */
export const serverPrograms = async () => {
  const folder = join(projectRoot, '.servers');
  const found = await withSetUpLock(folder, () => findPrograms(folder, ['nats-server', 'redis-server']));
  const [nats, redis] = [found.get('nats-server'), found.get('redis-server')];
  if (nats === undefined || redis === undefined) throw new Error('findPrograms returned without the servers');
  return { nats, redis };
};

/**
 * Real NATS and Redis, and in the store's place something that only listens: none of these specs stores anything there.
 * @param {string} folder
 * @returns {Promise<import('../set-up.mjs').Servers>}
 */
export const serversWithFakeStore = async (folder) => {
  const store = join(folder, 'store.js');
  writeFileSync(store, "require('node:net').createServer().listen(Number(process.env.STORE_PORT), '127.0.0.1');\n");
  return { ...(await serverPrograms()), mongodb: { command: store, env: {} } };
};
