import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';
import { BUILT_PACKAGES, build } from './set-up/build.mjs';
import { buildPages } from './set-up/build-pages.mjs';
import { findBrowser } from './set-up/find-browser.mjs';
import { findOnPath } from './set-up/find-on-path.mjs';
import { findPrograms } from './set-up/find-programs.mjs';
import { withSetUpLock } from './set-up/lock.mjs';
import { checkNodeVersion } from './set-up/node-version.mjs';
import { installPackages } from './set-up/packages.mjs';
import { ToldError } from './told-error.mjs';

/** @typedef {import('./set-up/find-programs.mjs').Program} Program */

/**
 * @typedef {{ url: string } | Program} Server a server that somebody else runs, or how to start one
 *
 * @typedef {object} Servers
 * @property {Server} nats
 * @property {Server} redis
 * @property {Server} mongodb
 */

/** The store that comes with the project, for machines without MongoDB. */
const EMBEDDED_STORE = 'deploy/embedded-mongodb/dist/main.js';

/** @param {string} name */
const givenUrl = (name) => {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : { url: value };
};

/**
 * @param {string} root
 * @returns {Server}
 */
const findMongodb = (root) => {
  const given = givenUrl('MONGODB_URI');
  if (given !== undefined) return given;
  const mongod = findOnPath('mongod');
  if (mongod !== undefined) return { command: mongod, env: {} };
  const store = join(root, EMBEDDED_STORE);
  if (existsSync(store)) return { command: store, env: {} };
  throw new ToldError(`找不到内置存储 ${EMBEDDED_STORE}。请设置 MONGODB_URI 或重新编译。`, `The embedded store ${EMBEDDED_STORE} is missing. Set MONGODB_URI, or build the project.`);
};

/**
 * @param {string} root
 * @returns {Promise<Pick<Servers, 'nats' | 'redis'>>} brings what is missing
 */
const bringServers = async (root) => {
  const nats = givenUrl('NATS_URL');
  const redis = givenUrl('REDIS_URL');
  /** @type {import('./set-up/find-programs.mjs').ProgramName[]} */
  const wanted = [];
  if (nats === undefined) wanted.push('nats-server');
  if (redis === undefined) wanted.push('redis-server');
  const found = await findPrograms(join(root, '.servers'), wanted);
  return { nats: nats ?? /** @type {Program} */ (found.get('nats-server')), redis: redis ?? /** @type {Program} */ (found.get('redis-server')) };
};

/**
 * Sets up whatever is missing: packages, the build, the servers. Quick when nothing is missing.
 * @param {{ root?: string, packages?: string[], asInstalled?: boolean }} [options] packages: what to build (everything by
 *   default); asInstalled: leave installed packages alone, for somebody who is just changing them
 * @returns {Promise<Servers>}
 * @throws {ToldError} with what the person can do about it
 */
export const setUp = async ({ root = projectRoot, packages = BUILT_PACKAGES, asInstalled = false } = {}) => {
  checkNodeVersion();
  return withSetUpLock(join(root, '.servers'), async () => {
    if (!asInstalled || !existsSync(join(root, 'node_modules'))) await installPackages(root);
    const [servers] = await Promise.all([bringServers(root), build(root, packages), ...(packages === BUILT_PACKAGES ? [buildPages(root)] : [])]);
    return { ...servers, mongodb: findMongodb(root) };
  });
};

/**
 * Packages and build alone, for a command that starts nothing.
 * @param {string[]} packages what to build
 */
export const setUpBuild = async (packages) => {
  checkNodeVersion();
  await withSetUpLock(join(projectRoot, '.servers'), async () => {
    await installPackages(projectRoot);
    await build(projectRoot, packages);
  });
};

/** Packages alone, for a command that needs one of them and nothing of ours that is built. */
export const setUpPackages = async () => {
  checkNodeVersion();
  await withSetUpLock(join(projectRoot, '.servers'), () => installPackages(projectRoot));
};

/**
 * Python, in which a second implementation of opening sealed messages is written: tests alone need it.
 * @param {string} [root]
 * @returns {Promise<Program>} brings it where it is missing
 */
export const findPython = (root = projectRoot) =>
  withSetUpLock(join(root, '.servers'), async () => /** @type {Program} */ ((await findPrograms(join(root, '.servers'), ['python3'])).get('python3')));

/**
 * Chromium, in which the pages are tested and looked at: tests and screenshots alone need it.
 * @param {string} [root]
 * @returns {Promise<Program>} brings it, and a font for Chinese, where they are missing
 */
export const findChromium = (root = projectRoot) => withSetUpLock(join(root, '.servers'), () => findBrowser(join(root, '.servers')));

/**
 * The servers alone, for whoever knows that the rest has been set up (a test that starts a stack).
 * @param {string} [root]
 * @returns {Promise<Servers>}
 */
export const findInstalledServers = (root = projectRoot) =>
  withSetUpLock(join(root, '.servers'), async () => ({ ...(await bringServers(root)), mongodb: findMongodb(root) }));
