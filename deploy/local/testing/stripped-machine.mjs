import { spawn } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectRoot } from '../project-root.mjs';
import { findOnPath } from '../set-up/find-on-path.mjs';

/** What a fresh Debian has and set-up may use: the shell, the basic tools, apt and dpkg. No server is among them. */
const TOOLS = (
  'node sh bash env uname cat cp mv rm mkdir mktemp chmod chown ls ln sed grep sort find head tail cut tr wc touch dirname basename readlink ' +
  'test true false echo printf expr id date sleep stat cmp xargs awk tar gzip xz zstd apt-get apt-key apt-config dpkg dpkg-deb dpkg-split gpgv ps'
).split(' ');
/** Not part of a fresh clone. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.data', '.servers', '.turbo', 'coverage']);
/** The uid and gid of `nobody` on Debian. */
const ORDINARY_USER = 65_534;

/** @returns {{ uid?: number, gid?: number }} an ordinary user: nobody where the tests run as root, else whoever runs them */
const ordinaryUser = () => (process.getuid?.() === 0 ? { uid: ORDINARY_USER, gid: ORDINARY_USER } : {});

/**
 * @param {string} folder
 * @param {string[]} [tools]
 * @returns {string} a folder for the PATH that holds these tools and nothing else
 */
export const strippedPath = (folder, tools = TOOLS) => {
  const path = join(folder, 'bin');
  mkdirSync(path);
  for (const name of tools) {
    const program = name === 'node' ? process.execPath : findOnPath(name);
    if (program !== undefined) symlinkSync(program, join(path, name));
  }
  return path;
};

/** @param {string} folder @param {number} uid */
const giveTo = (folder, uid) => {
  chownSync(folder, uid, uid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) chownSync(join(folder, entry), uid, uid);
};

/**
 * @param {string} folder
 * @returns {{ root: string, home: string }} a copy of the project as a fresh clone has it, and an empty home, both the ordinary user's
 */
export const freshCopy = (folder) => {
  const root = join(folder, 'clone');
  const home = join(folder, 'home');
  cpSync(projectRoot, root, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
  mkdirSync(home);
  const { uid } = ordinaryUser();
  if (uid !== undefined) for (const place of [folder, root, home]) (place === folder ? chownSync(place, uid, uid) : giveTo(place, uid));
  return { root, home };
};

/**
 * Runs a piece of JavaScript as the ordinary user, with nothing in its environment but what is given.
 * @param {string} script
 * @param {{ cwd: string, env: Record<string, string> }} options
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
export const runAsOrdinaryUser = (script, { cwd, env }) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd, env, ...ordinaryUser(), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
