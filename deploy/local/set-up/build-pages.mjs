import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say.mjs';
import { ToldError } from '../told-error.mjs';
import { runProgram } from './run-program.mjs';

/** The applications of pages. */
const APPLICATIONS = ['dashboard', 'workbench'];
const NOT_SOURCE = new Set(['dist', 'node_modules']);

/**
 * @param {string} folder
 * @returns {string[]} every file below that somebody wrote
 */
const filesBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCE.has(name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();

/**
 * @param {string} root
 * @param {string[]} files
 */
const digestOf = (root, files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

/** @param {string} record @param {string} digest */
const isBuiltFrom = (record, digest) => existsSync(record) && readFileSync(record, 'utf8') === digest;

/**
 * @param {string} script
 * @param {string[]} args
 * @param {string} cwd
 */
const mustRun = async (script, args, cwd) => {
  const outcome = await runProgram(process.execPath, [script, ...args], { cwd });
  if (outcome.code !== 0) throw new ToldError(`页面编译失败。\n${outcome.output}`, 'The build of the pages failed; its messages are above.');
};

/**
 * Builds the pages whose sources have changed: the types of the interfaces first, then each application. What they are made
 * of is remembered by its hash, so that nothing is done when nothing changed.
 * @param {string} root
 */
export const buildPages = async (root) => {
  const web = join(root, 'web');
  const documents = filesBelow(join(root, 'docs', 'api')).filter((file) => file.endsWith('.openapi.json'));
  const kit = filesBelow(join(web, 'kit'));
  const shared = [...documents, ...kit, join(root, 'package-lock.json')];
  const startedAt = Date.now();
  const typed = digestOf(root, shared);
  const typesRecord = join(web, 'kit', 'dist', 'built-from');
  if (!isBuiltFrom(typesRecord, typed)) {
    await mustRun(join(web, 'kit', 'generate-types.js'), [], root);
    writeFileSync(typesRecord, typed);
  }
  for (const name of APPLICATIONS) {
    const folder = join(web, name);
    const digest = digestOf(root, [...shared, ...filesBelow(folder)]);
    const record = join(folder, 'dist', 'built-from');
    if (isBuiltFrom(record, digest)) continue;
    await mustRun(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), ['build'], folder);
    writeFileSync(record, digest);
  }
  const ms = Date.now() - startedAt;
  if (ms > 3_000) say(`页面编译完成（${(ms / 1000).toFixed(1)} 秒）`, `built the pages in ${(ms / 1000).toFixed(1)} s`);
};
