import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from './project-root.mjs';
import { folderFor } from './testing/fake-places.mjs';

const YEAR = { year: 2027, source: '虚构 invented', holidays: [{ name: { zh: '元旦', en: "New Year's Day" }, from: '2027-01-01', to: '2027-01-03' }], shiftedWorkdays: ['2027-01-10'] };

/** @param {object} [changed] */
const written = (changed = {}) => JSON.stringify({ name: 'city', extends: 'china', years: [YEAR], ...changed }, null, 2);

/** @param {{ after: (end: () => void) => void }} test */
const placesFor = (test) => {
  const cwd = folderFor(test);
  const calendars = join(cwd, 'calendars');
  /** @param {string[]} args */
  const run = (...args) => spawnSync(process.execPath, [join(projectRoot, 'deploy', 'local', 'calendar.mjs'), ...args], { cwd, encoding: 'utf8', timeout: 60_000, env: { ...process.env, CALENDAR_DIR: calendars } });
  /** @param {string[]} args */
  const due = (...args) => JSON.parse(run('due', ...args, '--json').stdout);
  /** @param {string} name @param {string} text */
  const write = (name, text) => writeFileSync(join(cwd, name), text);
  return { cwd, calendars, run, due, write };
};

describe('npm run calendar', { concurrency: false }, () => {
  it('prints a deadline as programs read it, with every day and why it counts', (test) => {
    const { due } = placesFor(test);
    const { days, ...rest } = due('2026-09-24T10:00', '5');
    assert.deepEqual(rest, {
      due: '2026-10-09T17:30:00+08:00', provisional: false, rule: 'next', workingDays: 5, start: '2026-09-24T10:00:00+08:00', receivedOn: '2026-09-24',
      zone: 'Asia/Shanghai', office: { opens: '08:30', closes: '17:30', afterHours: 'next-day' }, calendar: 'china',
    });
    assert.deepEqual(days[7], { date: '2026-10-01', counted: null, because: 'holiday', holiday: { zh: '国庆节', en: 'National Day' }, provisional: false });
    assert.equal(due('2026-04-29', '3').due, '2026-05-07T17:30:00+08:00');
    assert.equal(due('2026-09-28', '5', '--rule', 'first').due, '2026-10-09T17:30:00+08:00');
  });

  it('prints it for people, Chinese first', (test) => {
    const { status, stdout } = placesFor(test).run('due', '2026-12-30T18:00', '2');
    assert.equal(status, 0);
    assert.match(stdout, /期限 due +2027-01-04T17:30:00\+08:00/);
    assert.match(stdout, /暂定：有的年份没有日历/);
    assert.match(stdout, /2026-12-30 +— +下班后收到，视为次日收到/);
    assert.match(stdout, /2027-01-01 +1 +工作日 working day（暂定 provisional）/);
  });

  it('puts a good calendar where the coordinator reads it, whole, and counts by it from then on', (test) => {
    const { calendars, run, due, write } = placesFor(test);
    write('mine.json', written());
    const { status, stdout } = run('import', 'mine.json');
    assert.equal(status, 0, stdout);
    assert.match(stdout, /已知年份：2024、2025、2026、2027/);
    assert.deepEqual(readdirSync(calendars), ['coordinator.json']);
    assert.equal(readFileSync(join(calendars, 'coordinator.json'), 'utf8'), written());
    const { due: at, provisional, calendar } = due('2026-12-30T10:00', '2');
    assert.deepEqual([at, provisional, calendar], ['2027-01-04T17:30:00+08:00', false, 'city']);
  });

  it("counts by an agency's own calendar where it has one", (test) => {
    const { run, due, write } = placesFor(test);
    write('court.json', written({ name: 'court', office: { opens: '09:00', closes: '16:00' } }));
    assert.deepEqual(JSON.parse(run('import', 'court.json', '--agency', 'court', '--json').stdout).years, [2024, 2025, 2026, 2027]);
    assert.equal(due('2026-03-03T10:00', '1', '--agency', 'court').due, '2026-03-04T16:00:00+08:00');
    assert.equal(due('2026-03-03T10:00', '1', '--agency', 'audit').due, '2026-03-04T17:30:00+08:00');
  });

  it('names everything that is wrong with file, line, column and reason, ends with 1, and leaves what was there', (test) => {
    const { cwd, calendars, run, write } = placesFor(test);
    write('mine.json', written({ zone: 'Asia/Peking', years: [{ ...YEAR, year: 2028 }] }));
    for (const command of ['check', 'import']) {
      const { status, stdout } = run(command, 'mine.json');
      assert.equal(status, 1);
      assert.match(stdout, /mine\.json:23:11 error calendar\.zone-unknown \(zone\)\n {2}没有这个时区/);
      assert.match(stdout, /calendar\.year-gap/);
      assert.match(stdout, /calendar\.other-year/);
    }
    assert.equal(existsSync(calendars), false);
    const { valid, files } = JSON.parse(run('check', 'mine.json', '--json').stdout);
    assert.deepEqual([valid, files[0].file, files[0].problems[0].line], [false, join(cwd, 'mine.json'), 6]);
  });

  it('has nothing to say of a good calendar', (test) => {
    const { run, write } = placesFor(test);
    write('mine.json', written());
    const { status, stdout } = run('check', 'mine.json');
    assert.deepEqual([status, stdout.includes('没有问题 nothing wrong')], [0, true]);
  });

  it('answers wrong input in words, with exit code 2', (test) => {
    const { run } = placesFor(test);
    const wrong = [[], ['due'], ['due', '2026-02-30', '5'], ['due', '2026-03-03', '0'], ['due', '2026-03-03', '251'], ['due', '2026-03-03', '5', '--rule', 'last'], ['due', '2026-03-03', '5', '--agency', 'Court'], ['check'], ['check', 'nowhere.json'], ['import'], ['import', 'nowhere.json']];
    for (const args of wrong) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /\p{Script=Han}/u);
    }
  });
});
