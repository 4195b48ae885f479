/**
 * npm test [-- Jest's arguments]
 *
 * Sets up what is missing, starts servers for the tests in a temporary folder, and runs every test. With arguments of
 * its own it runs Jest alone, because they choose among Jest's tests.
 */
import { runCommand } from './command.mjs';
import { projectRoot } from './project-root.mjs';
import { setUp } from './set-up.mjs';
import { runJest } from './test-run/jest-run.mjs';
import { runLauncherSpecs } from './test-run/launcher-specs.mjs';
import { startTestServers } from './test-servers.mjs';

/** @typedef {import('./test-run/jest-run.mjs').Totals} Totals */

/** @param {Totals[]} runs */
const printTotals = (runs) => {
  /** @param {'passed' | 'failed' | 'skipped'} name */
  const sum = (name) => runs.reduce((total, run) => total + run[name], 0);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
};

await runCommand(async (command) => {
  const args = process.argv.slice(2);
  const servers = await setUp();
  const { env, dir } = await startTestServers({ servers, command });
  const runs = [await runJest({ args, env, root: projectRoot, dir, command })];
  if (args.length === 0) runs.push(await runLauncherSpecs({ env, root: projectRoot, dir, command }));
  printTotals(runs);
  return runs.every((run) => run.code === 0) ? 0 : 1;
});
