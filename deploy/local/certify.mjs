/**
 * npm run adapter:certify -- --agency X [the kit's own arguments]
 *
 * Sets up what is missing, then hands over to the conformance kit.
 */
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { projectRoot } from './project-root.mjs';
import { runToEnd } from './run-to-end.mjs';
import { setUp } from './set-up.mjs';
import { cleanUpTemporaryFolders } from './temporary-folder.mjs';

await runCommand(async (command) => {
  await setUp();
  await cleanUpTemporaryFolders();
  const kit = join(projectRoot, 'tools', 'certify', 'dist', 'main.js');
  return runToEnd(process.execPath, ['--enable-source-maps', kit, ...process.argv.slice(2)], { env: process.env, cwd: process.cwd(), command });
});
