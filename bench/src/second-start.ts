import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSetUp, loadStack } from './systems/local.js';

/** Starts everything twice in one folder. @returns how many seconds the second time took, from set-up to all healthy. */
export async function measureSecondStart(): Promise<number> {
  const [{ startStack }, { setUp }] = await Promise.all([loadStack(), loadSetUp()]);
  const dir = mkdtempSync(join(tmpdir(), 'lianshen-bench-'));
  try {
    await (await startStack({ dir, temporary: false })).stop();
    const startedAt = performance.now();
    await setUp();
    const stack = await startStack({ dir, temporary: false });
    const seconds = (performance.now() - startedAt) / 1_000;
    await stack.stop();
    return seconds;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
