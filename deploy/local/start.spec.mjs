import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isRunning } from './processes/end-process.mjs';
import { createFakeProject, runCommandOf, runNpmScriptOf } from './testing/fake-project.mjs';
import { folderFor } from './testing/fake-places.mjs';
import { waitFor } from './wait-for.mjs';

/** @param {import('node:test').TestContext} test @param {(root: string) => ReturnType<typeof runCommandOf>} [run] */
const aStart = async (test, run = (root) => runCommandOf(root, ['start.mjs'])) => {
  const root = await createFakeProject(folderFor(test));
  const running = run(root);
  test.after(async () => {
    running.child.kill('SIGINT');
    await running.ended;
  });
  assert.ok(await running.until(() => /is ready/.test(running.seen.stdout)), running.seen.stderr);
  /** @type {{ name: string, pid: number, startTime: string }[]} */
  const processes = JSON.parse(readFileSync(join(root, '.data', 'run.json'), 'utf8')).processes;
  return { root, running, processes };
};

describe('npm start', { concurrency: false }, () => {
  it('says where to go, keeps its data, and ends everything at Ctrl-C', async (test) => {
    const { root, running, processes } = await aStart(test);
    assert.match(running.seen.stdout, /coordinator +http:\/\/127\.0\.0\.1:\d+/);
    assert.match(running.seen.stdout, /open this one address\s+http:\/\/127\.0\.0\.1:\d+/);
    assert.equal(processes.length, 12);
    for (const name of ['officer', 'court-clerk', 'audit-approver', 'petitions-head']) assert.equal(statSync(join(root, '.data', 'tokens', `${name}.jwt`)).mode & 0o777, 0o600);
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    assert.equal((await running.ended).code, 0);
    assert.ok(!processes.some(isRunning));
    assert.ok(existsSync(join(root, '.data', 'nats')));
    assert.ok(!existsSync(join(root, '.data', 'run.json')) && !existsSync(join(root, '.data', 'start.lock')));
  });

  it('refuses a second start and a reset while one runs', async (test) => {
    const { root } = await aStart(test);
    for (const args of [[], ['--reset']]) {
      const { code, stderr } = await runCommandOf(root, ['start.mjs', ...args]).ended;
      assert.equal(code, 1);
      assert.match(stderr, /Another npm start is running/);
    }
    assert.ok(existsSync(join(root, '.data', 'run.json')));
  });

  it('leaves nothing running when it is killed, and begins anew on the same data', async (test) => {
    const { root, running, processes } = await aStart(test);
    running.child.kill('SIGKILL');
    await running.ended;
    const again = runCommandOf(root, ['start.mjs']);
    assert.ok(await again.until(() => /is ready/.test(again.seen.stdout)), again.seen.stderr);
    assert.ok(!processes.some(isRunning));
    again.child.kill('SIGTERM');
    assert.equal((await again.ended).code, 0);
  });

  it('leaves nothing running when npm itself is killed', async (test) => {
    const { root, running, processes } = await aStart(test, (folder) => runNpmScriptOf(folder, 'start'));
    running.child.kill('SIGKILL');
    assert.ok(await waitFor(() => !processes.some(isRunning), { withinMs: 15_000 }));
    assert.ok(await waitFor(() => !existsSync(join(root, '.data', 'start.lock')), { withinMs: 5_000 }));
  });

  it('begins from nothing with --reset', async (test) => {
    const { root, running } = await aStart(test);
    running.child.kill('SIGINT');
    await running.ended;
    writeFileSync(join(root, '.data', 'old'), '');
    const again = runCommandOf(root, ['start.mjs', '--reset']);
    assert.ok(await again.until(() => /is ready/.test(again.seen.stdout)), again.seen.stderr);
    assert.ok(!existsSync(join(root, '.data', 'old')));
    again.child.kill('SIGHUP');
    await again.ended;
  });

  it('ends everything when a service falls over again and again', async (test) => {
    const { root, running, processes } = await aStart(test);
    writeFileSync(join(root, 'services', 'notifier', 'dist', 'main.js'), 'process.exit(7);\n');
    process.kill(processes.find(({ name }) => name === 'notifier')?.pid ?? -1, 'SIGKILL');
    assert.ok(await waitFor(() => running.child.exitCode !== null, { withinMs: 20_000 }));
    const { code, stderr } = await running.ended;
    assert.equal(code, 1);
    assert.match(stderr, /notifier ended unexpectedly \(exit code 7\)\. Its log: .*notifier\.log/);
    assert.ok(!processes.some(isRunning));
  });

  it('answers an unknown option with its usage', async (test) => {
    const root = await createFakeProject(folderFor(test));
    const { code, stderr } = await runCommandOf(root, ['start.mjs', '--rest']).ended;
    assert.equal(code, 2);
    assert.match(stderr, /Usage: npm start/);
    assert.ok(!existsSync(join(root, '.data')));
  });

  it('answers a policy that no file has with those that there are, before anything is set up', async (test) => {
    const root = await createFakeProject(folderFor(test));
    const { code, stderr } = await runCommandOf(root, ['start.mjs', '--policy', 'nothing']).ended;
    assert.equal(code, 2);
    assert.match(stderr, /no such policy: nothing\. There are: city-2026, .*standard-five/);
    assert.ok(!existsSync(join(root, '.data')));
  });
});
