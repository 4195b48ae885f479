/**
 * Writes the sample that ships: `batch.xlsx` and `registers/<agency>.csv` beside this file. The same people give the
 * same bytes. With --check it writes nothing and exits 1 when what is checked in differs.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildBatch } from './sample-batch.mjs';
import { buildRegisters } from './sample-registers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const files = new Map([['batch.xlsx', await buildBatch()]]);
for (const [agency, content] of buildRegisters()) files.set(join('registers', `${agency}.csv`), content);

if (process.argv.includes('--check')) {
  const stale = [...files].filter(([name, content]) => !readFileSync(join(here, name)).equals(content)).map(([name]) => name);
  if (stale.length > 0) {
    console.error(`sample is stale: ${stale.join(', ')}; run node deploy/local/sample/make-sample.mjs`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(join(here, 'registers'), { recursive: true });
  for (const [name, content] of files) writeFileSync(join(here, name), content);
}
