import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStack } from './local.js';

/** NATS and Redis of a yardstick, fresh, on free ports, in a folder that goes with them. */
export async function startServersOnly() {
  const { startStack } = await loadStack();
  return startStack({ only: 'servers', temporary: true, dir: mkdtempSync(join(tmpdir(), 'lianshen-bench-')) });
}
