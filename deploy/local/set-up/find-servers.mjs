import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { ToldError } from '../told-error.mjs';
import { canUnpackDebianPackages, libraryPath, unpackDebianPackages } from './debian-packages.mjs';
import { findOnPath } from './find-on-path.mjs';
import { runProgram } from './run-program.mjs';

/** @typedef {{ command: string, env: Record<string, string> }} Program how to start a server: its path, and what its environment needs besides */
/** @typedef {'nats-server' | 'redis-server'} ServerName */

/** Where Debian's packages put the two programs. */
const UNPACKED_PLACES = { 'nats-server': ['usr/sbin/nats-server', 'usr/bin/nats-server'], 'redis-server': ['usr/bin/redis-server'] };
/** Homebrew's names for them. */
const FORMULAS = { 'nats-server': 'nats-server', 'redis-server': 'redis' };

/** @param {Program} program */
const runs = async (program) => (await runProgram(program.command, ['--version'], { env: { ...process.env, ...program.env } })).code === 0;

/**
 * @param {ServerName} name
 * @param {string} target
 * @returns {Promise<Program | undefined>} a program that was unpacked before and that starts
 */
const unpackedServer = async (name, target) => {
  const command = UNPACKED_PLACES[name].map((place) => join(target, place)).find((path) => existsSync(path));
  if (command === undefined) return undefined;
  const inherited = process.env['LD_LIBRARY_PATH'];
  const program = { command, env: { LD_LIBRARY_PATH: [libraryPath(target), ...(inherited ? [inherited] : [])].join(':') } };
  return (await runs(program)) ? program : undefined;
};

/** @param {ServerName[]} names */
const installByHomebrew = async (names) => {
  const brew = findOnPath('brew');
  if (brew === undefined) return;
  const formulas = names.map((name) => FORMULAS[name]);
  say(`用 Homebrew 安装 ${formulas.join('、')}……`, `installing ${formulas.join(', ')} with Homebrew …`);
  await runProgram(brew, ['install', ...formulas], { show: true, env: { ...process.env, HOMEBREW_NO_AUTO_UPDATE: '1', HOMEBREW_NO_ANALYTICS: '1' } });
};

/**
 * @param {ServerName[]} names
 * @param {string} reason why unpacking did not work, if it was tried
 */
const missing = (names, reason) =>
  new ToldError(
    `本机缺少 ${names.join('、')}，且无法自动安装。${reason}\n请安装后重试（Debian/Ubuntu：apt-get install nats-server redis-server；macOS：brew install nats-server redis），` +
      '或设置环境变量 NATS_URL、REDIS_URL、MONGODB_URI 使用已有的服务。',
    `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} missing and could not be set up. Install (Debian, Ubuntu: apt-get install nats-server redis-server; macOS: brew install nats-server redis) and try again,\n` +
      'or set NATS_URL, REDIS_URL and MONGODB_URI to use servers that you already have.',
  );

/**
 * @param {ServerName[]} names
 * @param {(name: ServerName) => Promise<Program | undefined>} find
 */
const findAll = async (names, find) => {
  const found = await Promise.all(names.map(async (name) => /** @type {const} */ ([name, await find(name)])));
  return new Map(found.flatMap(([name, program]) => (program === undefined ? [] : [/** @type {[ServerName, Program]} */ ([name, program])])));
};

/**
 * Finds the servers, and brings what is missing: from the PATH, else unpacked before, else Debian's packages, else
 * Homebrew, else a word on what to do.
 * @param {string} serversFolder
 * @param {ServerName[]} names
 * @returns {Promise<Map<ServerName, Program>>}
 */
export const findServers = async (serversFolder, names) => {
  const target = join(serversFolder, 'debian');
  /** @param {ServerName} name */
  const find = async (name) => {
    const command = findOnPath(name);
    return command === undefined ? unpackedServer(name, target) : { command, env: {} };
  };
  let found = await findAll(names, find);
  const lacking = () => names.filter((name) => !found.has(name));
  let reason = '';
  if (lacking().length > 0 && canUnpackDebianPackages()) {
    try {
      await unpackDebianPackages(serversFolder, target);
    } catch (error) {
      reason = `\n${error instanceof Error ? error.message : String(error)}`;
    }
    found = await findAll(names, find);
  }
  if (lacking().length > 0) {
    await installByHomebrew(lacking());
    found = await findAll(names, find);
  }
  if (lacking().length > 0) throw missing(lacking(), reason);
  return found;
};
