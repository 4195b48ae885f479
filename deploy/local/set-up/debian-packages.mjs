import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { distributionSources, readAptSources, toDeb822 } from './apt-sources.mjs';
import { findOnPath } from './find-on-path.mjs';
import { runProgram } from './run-program.mjs';

const SERVERS = ['nats-server', 'redis-server', 'redis-tools'];
/** What Debian 12's Redis needs beside them; used where apt cannot work out by itself what this machine lacks. */
const LIBRARIES_OF_DEBIAN_12 = ['libjemalloc2', 'liblua5.1-0', 'liblzf1', 'libhiredis0.14', 'lua-cjson', 'lua-bitop'];

/** @returns {string | undefined} the distribution's code name, such as bookworm */
const codename = () => {
  try {
    return /^VERSION_CODENAME=["']?([a-z]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
};

/**
 * apt with lists, cache and locks of its own under the given folder, so that it needs no root and leaves the system's
 * state alone. Proxy and key settings of the machine stay in force, because its configuration is still read.
 * @param {string} folder
 * @param {string} sources
 */
const aptOptions = (folder, sources) => {
  mkdirSync(join(folder, 'lists', 'partial'), { recursive: true });
  mkdirSync(join(folder, 'cache', 'archives', 'partial'), { recursive: true });
  mkdirSync(join(folder, 'debs'), { recursive: true });
  writeFileSync(join(folder, 'own.sources'), sources);
  const settings = {
    'Dir::Etc::sourcelist': join(folder, 'own.sources'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
    'Acquire::http::Timeout': '30',
    'Acquire::https::Timeout': '30',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
};

/**
 * Asks apt what installing the servers would bring to this very machine (a slim image lacks more than a full one).
 * @param {string} apt
 * @param {string[]} options
 */
const neededPackages = async (apt, options) => {
  const outcome = await runProgram(apt, [...options, '-s', 'install', '--no-install-recommends', ...SERVERS], { env: { ...process.env, LC_ALL: 'C' } });
  if (outcome.code !== 0) return [...SERVERS, ...LIBRARIES_OF_DEBIAN_12];
  const libraries = [...outcome.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '').filter((name) => /^(lib|lua-)/.test(name));
  return [...SERVERS, ...libraries];
};

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} [cwd]
 */
const mustRun = async (program, args, cwd) => {
  const outcome = await runProgram(program, args, { ...(cwd === undefined ? {} : { cwd }), env: { ...process.env, LC_ALL: 'C' } });
  if (outcome.code !== 0) throw new Error(`${program} ${args.filter((arg) => !arg.includes('::') && arg !== '-o').join(' ')}: ${outcome.output}`);
};

/** @returns {boolean} whether this machine has what unpacking Debian's packages takes */
export const canUnpackDebianPackages = () => ['apt-get', 'dpkg'].every((name) => findOnPath(name) !== undefined) && codename() !== undefined;

/**
 * Downloads the servers' packages and unpacks them into a folder. Nothing is installed: no root, no service started.
 * @param {string} serversFolder the project's own folder for this
 * @param {string} target appears in one step when everything has been unpacked
 * @throws {Error} with apt's or dpkg's own words
 */
export const unpackDebianPackages = async (serversFolder, target) => {
  const apt = findOnPath('apt-get') ?? 'apt-get';
  const sources = distributionSources(readAptSources(), codename() ?? '');
  if (sources.length === 0) throw new Error('no apt source of the distribution itself was found under /etc/apt');
  say('下载并解包 NATS 和 Redis（不需要管理员权限）……', 'downloading and unpacking NATS and Redis (no root needed) …');
  const work = join(serversFolder, 'apt');
  const unpacked = `${target}.new`;
  for (const folder of [work, unpacked, target]) rmSync(folder, { recursive: true, force: true });
  const options = aptOptions(work, toDeb822(sources));
  await mustRun(apt, [...options, '-q', 'update']);
  const debs = join(work, 'debs');
  await mustRun(apt, [...options, '-q', 'download', ...(await neededPackages(apt, options))], debs);
  mkdirSync(unpacked, { recursive: true });
  for (const name of readdirSync(debs)) await mustRun(findOnPath('dpkg') ?? 'dpkg', ['-x', join(debs, name), unpacked]);
  renameSync(unpacked, target);
  rmSync(work, { recursive: true, force: true });
};

/**
 * @param {string} target where the packages were unpacked
 * @returns {string} LD_LIBRARY_PATH for the unpacked programs
 */
export const libraryPath = (target) =>
  ['usr/lib', 'lib']
    .map((name) => join(target, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [folder, ...readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name.includes('-linux-')).map((entry) => join(folder, entry.name))])
    .join(':');
