import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../run-to-end.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number, code: number }} Totals */

/**
 * @param {string} file
 * @param {number} code
 * @returns {Totals} a run that ended without a report counts as one failure
 */
const totalsOf = (file, code) => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: report.numPendingTests + report.numTodoTests, code };
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0, code };
  }
};

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {string[]} what Node takes to run Jest: the tests are ES modules
 */
export const jestArguments = (root, args) => ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...args];

/**
 * Runs Jest once over all packages.
 * @param {{ args: string[], env: NodeJS.ProcessEnv, root: string, dir: string, command: import('../command.mjs').Command }} options
 * @returns {Promise<Totals>}
 */
export const runJest = async ({ args, env, root, dir, command }) => {
  const report = join(dir, 'jest.json');
  const ownArgs = ['--maxWorkers=2', '--json', `--outputFile=${report}`];
  const code = await runToEnd(process.execPath, jestArguments(root, [...ownArgs, ...args]), { env, cwd: root, command });
  return totalsOf(report, code);
};
