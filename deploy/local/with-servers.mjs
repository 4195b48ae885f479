/**
 * Runs one command with the test servers up, for working on a part: it builds the embedded store alone and leaves the
 * installed packages as they are, so the rest of the project may be half-finished.
 *
 *     node deploy/local/with-servers.mjs node --experimental-vm-modules node_modules/jest/bin/jest.js --watch platform
 *
 * Without a command it keeps the servers up and prints their variables until Ctrl-C.
 */
import { once } from 'node:events';
import { runCommand } from './command.mjs';
import { runToEnd } from './run-to-end.mjs';
import { setUp } from './set-up.mjs';
import { startTestServers } from './test-servers.mjs';

await runCommand(async (command) => {
  const servers = await setUp({ packages: ['deploy/embedded-mongodb'], asInstalled: true });
  const { env } = await startTestServers({ servers, command });
  const [program, ...args] = process.argv.slice(2);
  if (program !== undefined) return runToEnd(program, args, { env, cwd: process.cwd(), command });
  for (const [name, value] of Object.entries(env).filter(([key]) => key.startsWith('TEST_'))) process.stdout.write(`export ${name}='${value}'\n`);
  const awake = setInterval(() => undefined, 60_000);
  await once(process, 'never');
  clearInterval(awake);
  return 0;
});
