import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { say } from '../say.mjs';
import { ToldError } from '../told-error.mjs';
import { findOnPath } from './find-on-path.mjs';
import { isInstalledAsLocked } from './installed-as-locked.mjs';
import { runProgram } from './run-program.mjs';

/** @param {string} root */
const markerOf = (root) => join(root, 'node_modules', '.lianshen-set-up');

/** @param {string} root */
const lockfileHash = (root) => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

/** @param {string} root */
export const markAsInstalled = (root) => writeFileSync(markerOf(root), lockfileHash(root));

/** @param {string} root */
export const packagesAreFresh = (root) => {
  try {
    return readFileSync(markerOf(root), 'utf8') === lockfileHash(root);
  } catch {
    return false;
  }
};

/** @param {string | undefined} folder */
const isWritable = (folder) => {
  try {
    accessSync(folder ?? '', constants.W_OK);
    return folder !== undefined && folder !== '';
  } catch {
    return false;
  }
};

/**
 * npm keeps its cache under HOME. Where there is no HOME to write to (service accounts, some containers) it gets one
 * inside the project; everywhere else the person's own cache and settings stay in force.
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
const npmEnvironment = (root) => {
  const env = { ...process.env };
  if (!isWritable(env['HOME']) && env['npm_config_cache'] === undefined) {
    env['npm_config_cache'] = join(root, '.servers', 'npm-cache');
    mkdirSync(env['npm_config_cache'], { recursive: true });
  }
  return env;
};

/**
 * The npm that belongs to the running Node, so that `npm start` with one Node does not install with another's.
 * @returns {{ command: string, args: string[] }}
 */
export const npmCommand = () => {
  const own = process.env['npm_execpath'];
  if (own !== undefined && /npm-cli\.c?js$/.test(own) && existsSync(own)) return { command: process.execPath, args: [own] };
  const bundled = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(bundled)) return { command: process.execPath, args: [bundled] };
  const onPath = findOnPath('npm');
  if (onPath !== undefined) return { command: onPath, args: [] };
  throw new ToldError('找不到 npm。请安装 npm(通常随 Node.js 一起安装)。', 'npm was not found. Please install it (it usually comes with Node.js).');
};

/**
 * npm prints its whole usage behind some errors, and the reason is lost above it.
 * @param {string} output
 */
const withoutUsage = (output) => output.replace(/(npm error *\n)?npm error Clean install a project\n[^]*?(?=npm error A complete log|$)/, '').trimEnd();

/**
 * Installs exactly what package-lock.json names, once for each of its versions. The marker is written last: an
 * installation that was cut short is done again. The development packages are part of it also where NODE_ENV says
 * production, because the build and the tests need them.
 * @param {string} root
 */
export const installPackages = async (root) => {
  if (packagesAreFresh(root)) return;
  if (isInstalledAsLocked(root)) return markAsInstalled(root);
  say('安装依赖包（npm ci）……', 'installing packages (npm ci) …');
  const { command, args } = npmCommand();
  const outcome = await runProgram(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund'], { cwd: root, env: npmEnvironment(root) });
  if (outcome.code !== 0) {
    throw new ToldError(`依赖包安装失败（npm ci）。请检查网络和 npm 设置。\n${withoutUsage(outcome.output)}`, 'Installing the packages failed (npm ci). Please check the network and npm’s settings; its last lines are above.');
  }
  markAsInstalled(root);
};
