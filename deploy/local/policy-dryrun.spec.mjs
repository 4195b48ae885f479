import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from './project-root.mjs';
import { folderFor } from './testing/fake-places.mjs';

const SHIPPED = join(projectRoot, 'deploy', 'policies');
const START = ['--start', '2026-09-24T10:00'];

/** @param {string[]} args @param {string} [cwd] */
const dryrun = (args, cwd = projectRoot) => spawnSync(process.execPath, [join(projectRoot, 'deploy', 'local', 'policy-dryrun.mjs'), ...args], { cwd, encoding: 'utf8', timeout: 60_000 });

/** @param {string} stdout */
const parsed = (stdout) => stdout.trim().split('\n').map((line) => JSON.parse(line));

describe('npm run policy:dryrun', { concurrency: false }, () => {
  it('lists what fires and when, one object a line, the earliest first', () => {
    const { status, stdout, stderr } = dryrun(['city-2026', ...START, '--json']);
    assert.equal(status, 0, stderr);
    const lines = parsed(stdout);
    const discipline = lines.filter(({ agency }) => agency === 'discipline').map(({ at, what, rule, tell }) => [at, what, rule, tell]);
    assert.deepEqual(discipline, [
      ['2026-09-24T10:00:00+08:00', 'request', 'start', null],
      ['2026-09-30T08:30:00+08:00', 'reminder', 'before-2-clerk', 'clerk'],
      ['2026-10-08T08:30:00+08:00', 'reminder', 'before-1-clerk', 'clerk'],
      ['2026-10-09T08:30:00+08:00', 'reminder', 'before-0-clerk', 'clerk'],
      ['2026-10-09T17:30:00+08:00', 'due', 'within-5-working-days-next', null],
      ['2026-10-10T08:30:00+08:00', 'escalation', 'after-1-head', 'head'],
      ['2026-10-12T08:30:00+08:00', 'escalation', 'after-2-coordinator', 'coordinator'],
      ['2026-10-15T08:30:00+08:00', 'escalation', 'after-5-supervising-leader', 'supervising-leader'],
      ['2026-10-22T08:30:00+08:00', 'escalation', 'after-10-supervising-leader', 'supervising-leader'],
      ['2026-10-29T08:30:00+08:00', 'escalation', 'after-15-supervising-leader', 'supervising-leader'],
      ['2026-11-05T08:30:00+08:00', 'escalation', 'after-20-supervising-leader', 'supervising-leader'],
    ]);
    assert.deepEqual(lines.map(({ at }) => at), lines.map(({ at }) => at).sort());
  });

  it('asks whom the facts say, shows the review of a halt, and is read by people', () => {
    const { status, stdout } = dryrun(['city-2026', ...START, '--facts', 'non-party=no', '--halted', '2026-09-28T09:00']);
    assert.equal(status, 0);
    assert.match(stdout, /2026-10-09 17:30 +到期 due +纪委监委 discipline +— +within-5-working-days-next/);
    assert.match(stdout, /2026-10-28 09:00 +复核到期 review due +协调单位 coordinator/);
    assert.match(stdout, /复核督办 review escalated +协调单位 coordinator +分管领导 the supervising leader/);
    assert.doesNotMatch(stdout, /united-front/);
  });

  it('marks what lies in a year without calendar', () => {
    const { stdout } = dryrun(['standard-five', '--start', '2026-12-30T10:00', '--json']);
    assert.ok(parsed(stdout).every(({ provisional }) => provisional === true));
  });

  it('refuses a policy with a flaw, with line and reason, and ends with 1', (test) => {
    const folder = folderFor(test);
    const text = readFileSync(join(SHIPPED, 'standard-five.json'), 'utf8');
    for (const [from, to, code] of [['"share": 50', '"share": 150', 'reminder-share'], [', "times": 3', '', 'ladder-endless']]) {
      writeFileSync(join(folder, 'mine.json'), text.replace(String(from), String(to)));
      const { status, stderr } = dryrun(['mine.json', ...START], folder);
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`mine\\.json:\\d+:\\d+ error policy\\.${code}`));
    }
  });

  it('answers wrong input in words, with exit code 2', () => {
    for (const args of [[], ['city-2026'], ['nowhere.json', ...START], ['city-2026', '--start', 'soon'], ['city-2026', ...START, '--facts', 'tall=yes'], ['city-2026', ...START, '--halted', 'never']]) {
      assert.equal(dryrun(args).status, 2, args.join(' '));
    }
  });
});
