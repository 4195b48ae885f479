import { join } from 'node:path';
import { say } from '../say.mjs';
import { ToldError } from '../told-error.mjs';
import { runProgram } from './run-program.mjs';

/** Everything that runs or that tests import, in any order: the compiler follows the references between them. */
export const BUILT_PACKAGES = ['contracts', 'platform', 'services/coordinator', 'services/agency-adapter', 'services/notifier', 'deploy/embedded-mongodb', 'deploy/identity-provider', 'tools/documents', 'tools/certify', 'bench'];

/**
 * Builds what has changed. The compiler is called straight, without a task runner: its own build records tell it in a
 * fraction of a second that nothing changed, and it needs no daemon, no cache and no telemetry setting.
 * @param {string} root
 * @param {string[]} [packages]
 */
export const build = async (root, packages = BUILT_PACKAGES) => {
  const compiler = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  const startedAt = Date.now();
  const outcome = await runProgram(process.execPath, [compiler, '-b', ...packages], { cwd: root });
  if (outcome.code !== 0) throw new ToldError(`编译失败。\n${outcome.output}`, 'The build failed; the compiler’s messages are above.');
  const ms = Date.now() - startedAt;
  if (ms > 3_000) say(`编译完成（${(ms / 1000).toFixed(1)} 秒）`, `built in ${(ms / 1000).toFixed(1)} s`);
};
