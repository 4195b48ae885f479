import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { displayWidth, layOutTable } from './display-width.mjs';
import { asTable } from './demo/print.mjs';
import { waitForOutcomes } from './demo/wait-for-outcomes.mjs';
import { createFakeProject, runCommandOf, temporaryFolderOf } from './testing/fake-project.mjs';
import { folderFor } from './testing/fake-places.mjs';
import { waitFor } from './wait-for.mjs';

/** @param {string} root @returns {string[]} the temporary folders that there are now */
const runFolders = (root) => readdirSync(temporaryFolderOf(root)).map((name) => join(temporaryFolderOf(root), name));

/** @param {import('node:test').TestContext} test */
const aProject = async (test) => {
  const folder = folderFor(test);
  const root = await createFakeProject(folder);
  writeFileSync(join(folder, 'batch.csv'), '姓名\n甲\n乙\nbad\n丁\n');
  return { folder, root };
};

describe('npm run demo', { concurrency: false }, () => {
  it('prints one JSON object a row and the summary last, and nothing else', async (test) => {
    const { folder, root } = await aProject(test);
    const { code, stdout, stderr } = await runCommandOf(root, ['demo.mjs', 'batch.csv', '--json'], { cwd: folder }).ended;
    assert.equal(code, 0, stderr);
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
    const { summary } = lines.pop();
    assert.deepEqual(lines, [
      { row: 2, candidate: '甲', caseId: 'c0', outcome: 'cleared', verdicts: { court: 'CLEAR' }, reason: '' },
      { row: 3, candidate: '乙', caseId: 'c1', outcome: 'halted', verdicts: { court: 'OBJECT' }, reason: '有反映' },
      { row: 4, candidate: '丙', caseId: null, outcome: 'refused', verdicts: {}, reason: '身份证号 1***：校验位不符 wrong digit' },
      { row: 5, candidate: '丁', caseId: 'c3', outcome: 'cleared', verdicts: { court: 'CLEAR' }, reason: '' },
    ]);
    const { ms, ...counts } = summary;
    assert.deepEqual(counts, { cleared: 2, halted: 1, refused: 1, waiting: 0, ledger: 'intact', cases: 3 });
    assert.ok(Number.isInteger(ms));
  });

  it('prints a table for people, and says where a register is missing', async (test) => {
    const { folder, root } = await aProject(test);
    mkdirSync(join(folder, 'registers'));
    writeFileSync(join(folder, 'registers', 'court.csv'), '身份证号,代码,事由,依据\n');
    const { code, stdout, stderr } = await runCommandOf(root, ['demo.mjs', join(folder, 'batch.csv'), '--registers', join(folder, 'registers')]).ended;
    assert.equal(code, 0, stderr);
    for (const words of ['候选人', '乙', '不同意', '已中止', '123', '校验位不符', 'ledger intact']) assert.ok(stdout.includes(words), `${words} is missing in ${stdout}`);
    assert.match(stderr, /there is no audit\.csv/);
    assert.doesNotMatch(stderr, /there is no court\.csv/);
  });

  it('answers wrong input in words, with exit code 2, and leaves nothing behind', async (test) => {
    const { folder, root } = await aProject(test);
    writeFileSync(join(folder, 'batch.txt'), '');
    const cases = [
      { args: [join(folder, 'batch.txt')], says: /must end in \.xlsx or \.csv/ },
      { args: [join(folder, 'nowhere.csv')], says: /could not be read/ },
      { args: [join(folder, 'batch.csv'), '--registers', join(folder, 'nowhere')], says: /folder of registers/ },
      { args: [join(folder, 'batch.csv'), '--polcy', 'x'], says: /Usage: npm run demo/ },
      { args: [join(folder, 'batch.csv'), 'another.csv'], says: /Usage: npm run demo/ },
      { args: [join(folder, 'batch.csv'), '--policy', 'nothing', '--json'], says: /没有这个方案[^]*no such policy/ },
    ];
    for (const { args, says } of cases) {
      const { code, stdout, stderr } = await runCommandOf(root, ['demo.mjs', ...args]).ended;
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.match(stderr, says);
      assert.equal(stdout, '');
    }
    assert.deepEqual(runFolders(root), []);
  });

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGKILL'])) {
    it(`leaves nothing behind when it is ended by ${signal} in the middle`, async (test) => {
      const { folder, root } = await aProject(test);
        const running = runCommandOf(root, ['demo.mjs', join(folder, 'batch.csv')]);
      const inTheMiddle = () => runFolders(root).some((folder) => existsSync(join(folder, 'logs', 'coordinator.log')));
      assert.ok(await running.until(inTheMiddle), running.seen.stderr);
      running.child.kill(signal);
      await running.ended;
      assert.ok(await waitFor(() => runFolders(root).length === 0, { withinMs: 10_000 }));
    });
  }
});

describe('waiting for the outcomes', () => {
  it('goes on until nothing changes any more', async () => {
    const base = { caseId: 'c', row: 2, openedAt: '', endedAt: '', reason: null };
    const late = { court: 'CLEAR' };
    let asked = 0;
    const list = async () => {
      asked += 1;
      /** @type {Record<string, string>} */
      const verdicts = asked < 5 ? {} : late;
      return [{ ...base, status: asked < 2 ? 'vetting' : 'halted', verdicts }];
    };
    const { cases, endedAtMs } = await waitForOutcomes(list, 1);
    assert.deepEqual(cases[0]?.verdicts, late);
    assert.ok(Date.now() - endedAtMs >= 500);
  });

  it('ends, too, when advice waits for a person and nothing more comes', async () => {
    const advised = { caseId: 'c', row: 2, openedAt: '', endedAt: null, reason: null, status: 'vetting', verdicts: { court: 'CLEAR', audit: 'SUGGEST_DEFER' } };
    const startedAt = Date.now();
    const { cases } = await waitForOutcomes(async () => [advised], 1, { advisedAfterMs: 400 });
    assert.equal(cases[0]?.status, 'vetting');
    assert.ok(Date.now() - startedAt >= 400);
  });
});

describe('the table of the demo', () => {
  it('counts a Chinese character as two columns, and a mark on a letter as none', () => {
    assert.equal(displayWidth('欧阳娜娜'), 8);
    assert.equal(displayWidth('阿卜杜·a'), 8);
    assert.equal(displayWidth('e\u0301'), 1);
    assert.equal(displayWidth('𠮷'), 2);
  });

  it('has a column for each agency of the policy, under its name there', () => {
    const line = { row: 2, sheet: 's', candidate: '甲', caseId: 'c', outcome: 'vetting', verdicts: { 'public-security': 'CLEAR', audit: 'SUGGEST_DEFER' }, reason: '', ms: null };
    const agencies = [{ agency: 'public-security', name: '公安' }, { agency: 'audit', name: '审计' }];
    const table = asTable({ lines: [line], agencies, ledger: { intact: true, commits: 1, streams: 1, faults: [] }, ms: 1 });
    assert.match(table, /行 +候选人 +公安 +审计 +结果 +毫秒/);
    assert.match(table, /2 +甲 +无反映 +建议暂缓 +待人工考虑 +—/);
    assert.match(table, /waiting for a person 1/);
  });

  it('lines up columns where Chinese and Latin letters mix', () => {
    const lines = layOutTable([['候选人', 'ms'], ['张三', '7'], ['Li', '123']], { rightAligned: [1] }).split('\n');
    assert.deepEqual([lines[0], lines[2], lines[3]], ['候选人   ms', '张三      7', 'Li      123']);
  });
});
