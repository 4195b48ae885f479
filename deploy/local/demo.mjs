/**
 * npm run demo -- [FILE.xlsx|FILE.csv] [--registers DIR] [--policy NAME] [--json]
 *
 * From a spreadsheet of candidates to joint conclusions in one shot: private ports, a temporary folder, nothing left.
 */
import { runCommand } from './command.mjs';
import { readDemoInput } from './demo/input.mjs';
import { asJsonLines, asTable } from './demo/print.mjs';
import { runDemo } from './demo/run-demo.mjs';
import { setUp } from './set-up.mjs';
import { cleanUpTemporaryFolders } from './temporary-folder.mjs';

await runCommand(async (command) => {
  const input = readDemoInput(process.argv.slice(2));
  const servers = await setUp();
  await cleanUpTemporaryFolders();
  const result = await runDemo(input, { servers, command });
  process.stdout.write(input.json ? asJsonLines(result) : asTable(result));
  return result.ledger.intact ? 0 : 1;
});
