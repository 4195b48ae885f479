import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { folderFor } from '../testing/fake-places.mjs';

const LOCK = new URL('./lock.mjs', import.meta.url).href;

/** @param {string} folder */
const worker = async (folder) => {
  const script = `
    const { withSetUpLock } = await import(${JSON.stringify(LOCK)});
    await withSetUpLock(${JSON.stringify(folder)}, async () => {
      const from = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 150));
      console.log(JSON.stringify({ from, until: Date.now() }));
    });
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  await once(child, 'close');
  return /** @type {{ from: number, until: number }} */ (JSON.parse(text));
};

describe('two set-ups at once', () => {
  it('take turns, also behind one that was killed', async (test) => {
    const folder = join(folderFor(test), '.servers');
    mkdirSync(folder);
    writeFileSync(join(folder, 'set-up.lock'), JSON.stringify({ pid: 999_999_999, startTime: '1' }));
    const turns = (await Promise.all([worker(folder), worker(folder), worker(folder)])).sort((one, other) => one.from - other.from);
    assert.ok(turns.every((turn, index) => index === 0 || turn.from >= (turns[index - 1]?.until ?? 0)), JSON.stringify(turns));
    assert.ok(!existsSync(join(folder, 'set-up.lock')));
  });
});
