import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { freePort } from './free-port.mjs';
import { projectRoot } from './project-root.mjs';
import { folderFor } from './testing/fake-places.mjs';

/** @param {string[]} args */
const sla = (args) => spawnSync(process.execPath, [join(projectRoot, 'deploy', 'local', 'sla.mjs'), ...args], { encoding: 'utf8', timeout: 60_000 });

/** @param {import('node:test').TestContext} test */
const aToken = (test) => {
  const path = join(folderFor(test), 'auditor.jwt');
  writeFileSync(path, 'a token\n');
  return path;
};

describe('npm run sla', { concurrency: false }, () => {
  it('answers wrong arguments in words, with exit code 2', (test) => {
    const token = aToken(test);
    for (const args of [[], ['derive'], ['recompute', 'twice'], ['recompute', '--form', '2026-01-01'], ['recompute', '--url', 'nowhere'], ['recompute', '--url', 'file:///tmp']]) {
      const { status, stderr } = sla([...args, '--token', token]);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /参数有误.*\nWrong arguments\. Usage: npm run sla/);
    }
    assert.equal(sla(['recompute', '--token', `${token}.none`]).status, 2);
  });

  it('says that nobody answers with another code than that figures differ', async (test) => {
    const { status, stdout, stderr } = sla(['recompute', '--url', `http://127.0.0.1:${await freePort()}`, '--token', aToken(test)]);
    assert.equal(status, 3);
    assert.equal(stdout, '');
    assert.match(stderr, /无法连接协调端.*\nThe coordinator at .* does not answer/);
  });
});
