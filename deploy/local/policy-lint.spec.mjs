import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from './project-root.mjs';
import { folderFor } from './testing/fake-places.mjs';

const SHIPPED = join(projectRoot, 'deploy', 'policies');

/** @param {string[]} args @param {string} [cwd] */
const lint = (args, cwd = projectRoot) => spawnSync(process.execPath, [join(projectRoot, 'deploy', 'local', 'policy-lint.mjs'), ...args], { cwd, encoding: 'utf8', timeout: 60_000 });

describe('npm run policy:lint', { concurrency: false }, () => {
  it('has nothing to say of the policies that ship', () => {
    const { status, stdout, stderr } = lint([]);
    assert.equal(status, 0, stderr + stdout);
    assert.match(stdout, /standard-five\.json: 没有问题 nothing wrong/);
  });

  it('names file, line, column and reason, and ends with 1', (test) => {
    const folder = folderFor(test);
    writeFileSync(join(folder, 'mine.json'), readFileSync(join(SHIPPED, 'standard-five.json'), 'utf8').replace('"validDays": 90', '"validDay": 90'));
    const { status, stdout } = lint(['mine.json'], folder);
    assert.equal(status, 1);
    assert.match(stdout, /mine\.json:\d+:7 error policy\.field-unknown \(agencies\.0\.validDay\)\n {2}未知字段/);
  });

  it('explains who is asked and what halts, for the facts that are given', () => {
    const { status, stdout } = lint([join(SHIPPED, 'standard-five.json'), '--explain', '--facts', 'principal-post=yes']);
    assert.equal(status, 0);
    assert.match(stdout, /审计 +audit +问 yes +5 工作日 次日起 next +不限 +≤ 10 工作日 +180 天 +1 +FLAG_VERIFYING FLAG_IN_PERIOD SUGGEST_DEFER OBJECT +— +name/);
  });

  it('answers wrong input in words, with exit code 2', () => {
    for (const args of [['nowhere.json'], ['--explian'], [join(SHIPPED, 'standard-five.json'), '--facts', 'tall=yes']]) assert.equal(lint(args).status, 2, args.join(' '));
  });
});
