/**
 * npm run fuzz -- [--seconds N] [--seed N] [--only NAME]
 *
 * Runs the fuzzers longer than `npm test` does: lists of candidates (read-batch), messages (admit-sealed), the API of the
 * running hub (api). NAME is a part of a fuzzer's file name.
 */
import { runCommand } from './command.mjs';
import { readOptions } from './options.mjs';
import { projectRoot } from './project-root.mjs';
import { runToEnd } from './run-to-end.mjs';
import { setUp } from './set-up.mjs';
import { jestArguments } from './test-run/jest-run.mjs';
import { startTestServers } from './test-servers.mjs';
import { ToldError } from './told-error.mjs';

const USAGE = 'Usage: npm run fuzz -- [--seconds N] [--seed N] [--only read-batch|admit-sealed|api]';

/**
 * @param {string} name
 * @param {string | undefined} text
 */
const wholeNumber = (name, text) => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new ToldError(`参数有误：--${name} 须为正整数`, `Wrong arguments: --${name} takes a whole number from 1 on. ${USAGE}`, { exitCode: 2 });
  return String(number);
};

await runCommand(async (command) => {
  const { values } = readOptions({ seconds: { type: 'string', default: '600' }, seed: { type: 'string' }, only: { type: 'string', default: '' } }, { usage: USAGE });
  const fuzz = { FUZZ_SECONDS: wholeNumber('seconds', values.seconds), ...(values.seed === undefined ? {} : { FUZZ_SEED: wholeNumber('seed', values.seed) }) };
  const servers = await setUp();
  const { env } = await startTestServers({ servers, command });
  const args = jestArguments(projectRoot, ['--runInBand', '--testPathPatterns', `${values.only}[^/]*\\.fuzz\\.`]);
  return runToEnd(process.execPath, args, { env: { ...env, ...fuzz }, cwd: projectRoot, command });
});
