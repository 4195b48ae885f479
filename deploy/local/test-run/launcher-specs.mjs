import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../run-to-end.mjs';

/** @typedef {import('./jest-run.mjs').Totals} Totals */

/**
 * @param {string} folder
 * @returns {string[]} the specs of the launcher itself
 */
const listSpecs = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.mjs'))
    .sort()
    .map((name) => join(folder, name));

/**
 * @param {string} file a report in the Test Anything Protocol; its last lines hold the counts
 * @param {number} code
 * @returns {Totals}
 */
const totalsOf = (file, code) => {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // The run ended before it wrote anything.
  }
  /** @param {string} name */
  const count = (name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return { passed: count('pass'), failed: failed === 0 && code !== 0 ? 1 : failed, skipped: count('skipped') + count('todo'), code };
};

/**
 * Runs the launcher's own specs with Node's test runner: what sets everything up is tested without what it sets up.
 * @param {{ env: NodeJS.ProcessEnv, root: string, dir: string, command: import('../command.mjs').Command }} options
 * @returns {Promise<Totals>}
 */
export const runLauncherSpecs = async ({ env, root, dir, command }) => {
  const report = join(dir, 'launcher.tap');
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${report}`];
  const specs = listSpecs(join(root, 'deploy', 'local'));
  const code = await runToEnd(process.execPath, ['--test', '--test-concurrency=2', ...reporters, ...specs], { env, cwd: root, command });
  return totalsOf(report, code);
};
