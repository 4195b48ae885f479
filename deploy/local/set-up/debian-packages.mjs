import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { distributionSources, readAptSources, toDeb822 } from './apt-sources.mjs';
import { findOnPath } from './find-on-path.mjs';
import { runProgram } from './run-program.mjs';

/**
 * @typedef {object} PackageSet packages that are unpacked together into a folder of their own
 * @property {string} folder
 * @property {string[]} names
 * @property {RegExp} own packages without which the others are not whole, taken also where the machine has them: they are not on the PATH
 * @property {RegExp} companions of what apt would bring to this machine besides, the packages that are taken along
 * @property {string[]} ofDebian12 what Debian 12 needs beside them; used where apt cannot work out by itself what this machine lacks
 */

/** @satisfies {Record<string, PackageSet>} */
export const PACKAGE_SETS = {
  servers: {
    folder: 'debian',
    names: ['nats-server', 'redis-server', 'redis-tools'],
    own: /^(nats|redis)-/,
    companions: /^(lib|lua-)/,
    ofDebian12: ['libjemalloc2', 'liblua5.1-0', 'liblzf1', 'libhiredis0.14', 'lua-cjson', 'lua-bitop'],
  },
  python: {
    folder: 'debian-python',
    names: ['python3'],
    own: /^(lib)?python3/,
    companions: /^lib/,
    ofDebian12: ['python3-minimal', 'python3.11', 'python3.11-minimal', 'libpython3-stdlib', 'libpython3.11-minimal', 'libpython3.11-stdlib', 'libexpat1'],
  },
  browser: {
    folder: 'debian-browser',
    names: ['chromium', 'fonts-wqy-zenhei'],
    own: /^(chromium|fonts-wqy)/,
    companions: /^lib/,
    ofDebian12: ['chromium-common', 'libdouble-conversion3', 'libflac12', 'libharfbuzz-subset0', 'libminizip1', 'libnspr4', 'libnss3', 'libopenh264-7', 'libopenjp2-7', 'libopus0', 'libogg0', 'libvorbis0a', 'libvorbisenc2', 'libpulse0', 'libsndfile1', 'libasyncns0', 'libmp3lame0', 'libmpg123-0', 'libxnvctrl0', 'libgtk-3-0'],
  },
};

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
 * What installing packages would bring.
 * @param {string} apt
 * @param {string[]} options
 * @param {string[]} names
 * @returns {Promise<string[] | undefined>} undefined where apt cannot work it out
 */
const broughtBy = async (apt, options, names) => {
  const outcome = await runProgram(apt, [...options, '-s', 'install', '--no-install-recommends', ...names], { env: { ...process.env, LC_ALL: 'C' } });
  return outcome.code === 0 ? [...outcome.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '') : undefined;
};

/**
 * Asks apt what installing them would bring to this very machine (a slim image lacks more than a full one), and what to
 * an empty one.
 * @param {string} apt
 * @param {string[]} options
 * @param {PackageSet} set
 */
const neededPackages = async (apt, options, { names, own, companions, ofDebian12 }) => {
  const here = await broughtBy(apt, options, names);
  const onEmpty = await broughtBy(apt, [...options, '-o', 'Dir::State::status=/dev/null'], names);
  if (!here || !onEmpty) return [...names, ...ofDebian12];
  return [...new Set([...names, ...onEmpty.filter((name) => own.test(name)), ...here.filter((name) => companions.test(name))])];
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
 * Downloads packages and unpacks them into a folder. Nothing is installed: no root, no service started.
 * @param {string} serversFolder the project's own folder for this; the set's folder in it appears in one step when everything has been unpacked
 * @param {PackageSet} set
 * @throws {Error} with apt's or dpkg's own words
 */
export const unpackDebianPackages = async (serversFolder, set) => {
  const target = join(serversFolder, set.folder);
  const apt = findOnPath('apt-get') ?? 'apt-get';
  const sources = distributionSources(readAptSources(), codename() ?? '');
  if (sources.length === 0) throw new Error('no apt source of the distribution itself was found under /etc/apt');
  say(`下载并解包 ${set.names.join('、')}（不需要管理员权限）……`, `downloading and unpacking ${set.names.join(', ')} (no root needed) …`);
  const work = join(serversFolder, 'apt');
  const unpacked = `${target}.new`;
  for (const folder of [work, unpacked, target]) rmSync(folder, { recursive: true, force: true });
  const options = aptOptions(work, toDeb822(sources));
  await mustRun(apt, [...options, '-q', 'update']);
  const debs = join(work, 'debs');
  await mustRun(apt, [...options, '-q', 'download', ...(await neededPackages(apt, options, set))], debs);
  mkdirSync(unpacked, { recursive: true });
  for (const name of readdirSync(debs)) await mustRun(findOnPath('dpkg') ?? 'dpkg', ['-x', join(debs, name), unpacked]);
  renameSync(unpacked, target);
  rmSync(work, { recursive: true, force: true });
};

/** Below the folder of an architecture, where PulseAudio keeps what its library needs; Chromium does not start without. */
const KEPT_APART = ['pulseaudio'];

/** @param {string} folder */
const withKeptApart = (folder) => [folder, ...KEPT_APART.map((name) => join(folder, name)).filter((path) => existsSync(path))];

/** @param {string} folder */
const architecturesIn = (folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name.includes('-linux-')).map((entry) => join(folder, entry.name));

/**
 * @param {string} target where the packages were unpacked
 * @returns {string} LD_LIBRARY_PATH for the unpacked programs
 */
export const libraryPath = (target) =>
  ['usr/lib', 'lib']
    .map((name) => join(target, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => [folder, ...architecturesIn(folder).flatMap(withKeptApart)])
    .join(':');
