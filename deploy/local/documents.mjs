/**
 * npm run documents
 *
 * Writes docs/api and the test vectors of docs/integrators anew from the code.
 */
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { projectRoot } from './project-root.mjs';
import { runToEnd } from './run-to-end.mjs';
import { setUp } from './set-up.mjs';

await runCommand(async (command) => {
  await setUp();
  const main = join(projectRoot, 'tools', 'documents', 'dist', 'main.js');
  return runToEnd(process.execPath, ['--enable-source-maps', main], { env: process.env, cwd: projectRoot, command });
});
