import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folderFor } from '../testing/fake-places.mjs';
import { waitFor } from '../wait-for.mjs';
import { claim, ownMark } from './claim.mjs';
import { endProcess, isRunning } from './end-process.mjs';
import { endLeftovers } from './run-file.mjs';
import { startTimeOf } from './start-time.mjs';

const LAUNCHER = fileURLToPath(new URL('../testing/little-launcher.mjs', import.meta.url));

/** @param {string} dir @param {'temporary' | 'kept'} kind */
const launchIn = async (dir, kind) => {
  mkdirSync(dir, { recursive: true });
  const launcher = spawn(process.execPath, [LAUNCHER, dir, kind], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(launcher.stdout, 'data');
  /** @type {number[]} */
  const pids = Object.values(JSON.parse(line.toString()));
  const exited = once(launcher, 'exit');
  const kill = async () => {
    launcher.kill('SIGKILL');
    await exited;
  };
  return { kill, marks: pids.map((pid) => ({ pid, startTime: startTimeOf(pid) ?? '' })) };
};

/** A process of the spec's own. @param {import('node:test').TestContext} test */
const aProcess = (test) => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  test.after(() => child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  return { pid, startTime: startTimeOf(pid) ?? '' };
};

describe('what a killed launcher has started', () => {
  it('is ended by the reaper, also where it ignores the first signal, and the temporary folder goes', async (test) => {
    const dir = join(folderFor(test), 'run');
    const { kill, marks } = await launchIn(dir, 'temporary');
    assert.ok(marks.every(isRunning));
    await kill();
    assert.ok(await waitFor(() => !marks.some(isRunning) && !existsSync(dir), { withinMs: 8_000 }));
  });

  it('is ended by the next start where the reaper was killed as well', async (test) => {
    const dir = join(folderFor(test), 'run');
    const { kill, marks } = await launchIn(dir, 'kept');
    const runFile = join(dir, 'run.json');
    const reaper = JSON.parse(readFileSync(runFile, 'utf8')).processes.find((/** @type {{ name: string }} */ entry) => entry.name === 'reaper');
    process.kill(reaper.pid, 'SIGKILL');
    await kill();
    assert.ok(marks.every(isRunning));
    const left = await endLeftovers(runFile, 500);
    assert.deepEqual(left.filter((name) => name !== 'reaper').sort(), ['stubborn', 'willing']);
    assert.ok(!marks.some(isRunning));
    assert.ok(!existsSync(runFile));
  });
});

describe('a process under a number that another one had before', () => {
  it('is left alone', async (test) => {
    const mark = aProcess(test);
    const runFile = join(folderFor(test), 'run.json');
    writeFileSync(runFile, JSON.stringify({ launcher: { pid: 999_999_999, startTime: '1' }, processes: [{ name: 'old', pid: mark.pid, startTime: 'another' }] }));
    assert.deepEqual(await endLeftovers(runFile), []);
    await endProcess({ pid: mark.pid, startTime: 'another' });
    assert.ok(isRunning(mark));
  });

  it('does not hold a claim', (test) => {
    const path = join(folderFor(test), 'claim');
    writeFileSync(path, JSON.stringify({ pid: process.pid, startTime: 'another' }));
    const held = claim(path);
    assert.equal(held.holder, undefined);
    assert.deepEqual(claim(path).holder, ownMark());
    if (held.holder === undefined) held.release();
    assert.ok(!existsSync(path));
  });
});

describe('the processes of a launcher that still runs', () => {
  it('are left alone', async (test) => {
    const mark = aProcess(test);
    const runFile = join(folderFor(test), 'run.json');
    writeFileSync(runFile, JSON.stringify({ launcher: ownMark(), processes: [{ name: 'one', ...mark }] }));
    assert.deepEqual(await endLeftovers(runFile), []);
    assert.ok(isRunning(mark));
  });
});
