import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { ToldError } from '../told-error.mjs';
import { canUnpackDebianPackages, libraryPath, PACKAGE_SETS, unpackDebianPackages } from './debian-packages.mjs';
import { findOnPath } from './find-on-path.mjs';
import { runProgram } from './run-program.mjs';

/** @typedef {{ command: string, env: Record<string, string> }} Program how to start a server: its path, and what its environment needs besides */
/** @typedef {'nats-server' | 'redis-server' | 'python3' | 'chromium'} ProgramName */

/** Of each program: the Debian packages that bring it, where these put it, and Homebrew's name for it. */
const ORIGINS = {
  'nats-server': { set: PACKAGE_SETS.servers, places: ['usr/sbin/nats-server', 'usr/bin/nats-server'], formula: 'nats-server' },
  'redis-server': { set: PACKAGE_SETS.servers, places: ['usr/bin/redis-server'], formula: 'redis' },
  python3: { set: PACKAGE_SETS.python, places: ['usr/bin/python3'], formula: 'python' },
  // Not usr/bin/chromium, which is a script that looks for its parts where an installation puts them.
  chromium: { set: PACKAGE_SETS.browser, places: ['usr/lib/chromium/chromium'], formula: 'chromium' },
};

/** @param {Program} program */
const runs = async (program) => (await runProgram(program.command, ['--version'], { env: { ...process.env, ...program.env } })).code === 0;

/**
 * @param {ProgramName} name
 * @param {string} serversFolder
 * @returns {Promise<Program | undefined>} a program that was unpacked before and that starts
 */
const unpackedProgram = async (name, serversFolder) => {
  const { set, places } = ORIGINS[name];
  const target = join(serversFolder, set.folder);
  const command = places.map((place) => join(target, place)).find((path) => existsSync(path));
  if (command === undefined) return undefined;
  const inherited = process.env['LD_LIBRARY_PATH'];
  const program = { command, env: { LD_LIBRARY_PATH: [libraryPath(target), ...(inherited ? [inherited] : [])].join(':') } };
  return (await runs(program)) ? program : undefined;
};

/** @param {ProgramName[]} names */
const installByHomebrew = async (names) => {
  const brew = findOnPath('brew');
  if (brew === undefined) return;
  const formulas = names.map((name) => ORIGINS[name].formula);
  say(`用 Homebrew 安装 ${formulas.join('、')}……`, `installing ${formulas.join(', ')} with Homebrew …`);
  await runProgram(brew, ['install', ...formulas], { show: true, env: { ...process.env, HOMEBREW_NO_AUTO_UPDATE: '1', HOMEBREW_NO_ANALYTICS: '1' } });
};

/** @param {ProgramName[]} names */
const formulasOf = (names) => names.map((name) => ORIGINS[name].formula).join(' ');

/**
 * @param {ProgramName[]} names
 * @param {string} reason why unpacking did not work, if it was tried
 */
const missing = (names, reason) => {
  const isServer = !names.includes('python3') && !names.includes('chromium');
  return new ToldError(
    `本机缺少 ${names.join('、')}，且无法自动安装。${reason}\n请安装后重试（Debian/Ubuntu：apt-get install ${names.join(' ')}；macOS：brew install ${formulasOf(names)}），` +
      (isServer ? '或设置环境变量 NATS_URL、REDIS_URL、MONGODB_URI 使用已有的服务。' : ''),
    `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} missing and could not be set up. Install (Debian, Ubuntu: apt-get install ${names.join(' ')}; macOS: brew install ${formulasOf(names)}) and try again` +
      (isServer ? ',\nor set NATS_URL, REDIS_URL and MONGODB_URI to use servers that you already have.' : '.'),
  );
};

/**
 * @param {ProgramName[]} names
 * @param {(name: ProgramName) => Promise<Program | undefined>} find
 */
const findAll = async (names, find) => {
  const found = await Promise.all(names.map(async (name) => /** @type {const} */ ([name, await find(name)])));
  return new Map(found.flatMap(([name, program]) => (program === undefined ? [] : [/** @type {[ProgramName, Program]} */ ([name, program])])));
};

/**
 * Finds the programs, and brings what is missing: from the PATH, else unpacked before, else Debian's packages, else
 * Homebrew, else a word on what to do.
 * @param {string} serversFolder
 * @param {ProgramName[]} names
 * @returns {Promise<Map<ProgramName, Program>>}
 */
export const findPrograms = async (serversFolder, names) => {
  /** @param {ProgramName} name */
  const find = async (name) => {
    const command = findOnPath(name);
    return command === undefined ? unpackedProgram(name, serversFolder) : { command, env: {} };
  };
  let found = await findAll(names, find);
  const lacking = () => names.filter((name) => !found.has(name));
  let reason = '';
  if (lacking().length > 0 && canUnpackDebianPackages()) {
    try {
      for (const set of new Set(lacking().map((name) => ORIGINS[name].set))) await unpackDebianPackages(serversFolder, set);
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
