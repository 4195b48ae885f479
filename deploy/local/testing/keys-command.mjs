import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../project-root.mjs';
import { folderFor } from './fake-places.mjs';

/** `npm run keys` as specs call it: in a process of its own, in a folder of its own. */

const SCRIPT = join(projectRoot, 'deploy', 'local', 'keys.mjs');
const ENV = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_TEST_)/.test(name)));
export const INIT = ['init', '--jurisdiction', 'city', '--url', 'tls://nats.invalid:4222'];

/** @param {string} cwd @param {string[]} args */
export const run = (cwd, ...args) => spawnSync(process.execPath, [SCRIPT, ...args], { cwd, env: ENV, encoding: 'utf8', timeout: 60_000 });
/** @param {string} cwd @param {string[]} args */
export const json = (cwd, ...args) => JSON.parse(run(cwd, ...args, '--json').stdout);

/**
 * Starts the command and kills it, unless it is done before.
 * @param {string} cwd
 * @param {number} afterMs
 * @param {string[]} args
 */
export const runAndKill = async (cwd, afterMs, ...args) => {
  const child = spawn(process.execPath, [SCRIPT, ...args], { cwd, env: ENV, stdio: 'ignore' });
  const exited = once(child, 'exit');
  await Promise.race([exited, sleep(afterMs)]);
  child.kill('SIGKILL');
  await exited;
};

/**
 * A folder that `init` made, to be copied: making certificates again and again would only take time.
 * @returns {(test: import('node:test').TestContext) => string} gives a place with a deployment folder in `.keys`
 */
export const deploymentFolders = () => {
  const made = mkdtempSync(join(tmpdir(), 'lianshen-spec-'));
  before(() => assert.equal(run(made, ...INIT).status, 0));
  after(() => rmSync(made, { recursive: true }));
  return (test) => {
    const place = folderFor(test);
    cpSync(made, place, { recursive: true });
    return place;
  };
};

/** @param {string} place @param {string[]} path */
export const read = (place, ...path) => readFileSync(join(place, '.keys', ...path), 'utf8');
/** @param {string} folder */
export const filesIn = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
/** @param {string} folder */
export const snapshot = (folder) => Object.fromEntries(filesIn(folder).map((file) => [file, readFileSync(file, 'utf8')]));
