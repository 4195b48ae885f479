import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MovingClock } from './moving-clock.js';

const START = '2026-09-24T10:00:00+08:00';
const DAY_MS = 86_400_000;
/** Between two looks at a clock a busy machine may sleep; it never sleeps for hours. */
const SOON_MS = 60_000;

/** Answers each line with what it is asked for, as JSON. */
const ANSWERS = `
  const timers = { fired: 0 };
  setTimeout(() => timers.fired++, 3_600_000).unref();
  process.stdin.setEncoding('utf8').on('data', (lines) => {
    for (const line of lines.trim().split('\\n')) console.log(JSON.stringify(eval(line)));
  });
`;

/** A process of Node that lives by the clock. */
class Living {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;

  constructor(clock: MovingClock) {
    this.child = spawn(process.execPath, ['-e', ANSWERS], { env: { PATH: process.env['PATH'], NODE_OPTIONS: clock.nodeOptions } });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask<T>(expression: string): Promise<T> {
    this.child.stdin.write(`${expression}\n`);
    return JSON.parse(((await this.lines.next()) as { value: string }).value) as T;
  }

  async end(): Promise<void> {
    this.child.stdin.end();
    if (this.child.exitCode === null) await once(this.child, 'exit');
  }
}

describe('a process under the moving clock', () => {
  let clock: MovingClock;
  let living: Living;

  beforeEach(() => {
    clock = MovingClock.startAt(START);
    living = new Living(clock);
  });

  afterEach(async () => {
    await living.end();
    clock.end();
  });

  const since = async (from: string, expression: string) => (await living.ask<number>(expression)) - Date.parse(from);

  it.each(['Date.now()', 'new Date().getTime()', 'Date.parse(Date())', 'new (class extends Date {})().getTime()'])('begins at the time that the test set: %s', async (expression) => {
    const passed = await since(START, expression);
    // A date as text has no milliseconds.
    expect(passed).toBeGreaterThan(-1_000);
    expect(passed).toBeLessThan(SOON_MS);
  });

  it('is moved while it runs, by days, and goes on from there', async () => {
    expect(await since(START, 'Date.now()')).toBeLessThan(SOON_MS);
    for (const time of ['2026-10-09T17:30:00+08:00', '2026-12-31T23:59:59+08:00']) {
      await clock.moveTo(time);
      expect(await since(time, 'Date.now()')).toBeGreaterThanOrEqual(0);
      expect(await since(time, 'new Date().getTime()')).toBeLessThan(SOON_MS);
    }
  });

  it('keeps monotonic time: what waits for an hour does not ring because the clock was moved by days', async () => {
    const before = await living.ask<number>('performance.now()');
    await clock.moveTo('2026-10-09T17:30:00+08:00');
    expect((await living.ask<number>('performance.now()')) - before).toBeLessThan(SOON_MS);
    expect(await living.ask('timers.fired')).toBe(0);
  });

  it('takes dates that are named as they are, and dates are dates', async () => {
    expect(await living.ask('new Date(0)')).toBe('1970-01-01T00:00:00.000Z');
    expect(await living.ask('new Date(2026, 0, 2).getMonth()')).toBe(0);
    expect(await living.ask("[Date.parse('2026-01-01T00:00:00Z') === Date.UTC(2026, 0, 1), new Date() instanceof Date, new Date().constructor === Date, Date.name, typeof Date()]")).toEqual([true, true, true, 'Date', 'string']);
  });

  it('tells the same time as the test, to whom it was moved as well', async () => {
    await clock.moveTo('2026-10-09T17:30:00+08:00');
    const before = Date.now();
    const there = await living.ask<number>('Date.now()');
    expect(there).toBeGreaterThanOrEqual(before);
    expect(there).toBeLessThanOrEqual(Date.now());
  });
});

describe('the moving clock', () => {
  it('begins in the future, too, and gives the machine its time back at the end', () => {
    const before = Date.now();
    const clock = MovingClock.startAt(new Date(before + 400 * DAY_MS).toISOString());
    expect(Date.now() - before).toBeGreaterThanOrEqual(400 * DAY_MS);
    clock.end();
    expect(Date.now() - before).toBeLessThan(SOON_MS);
  });

  it('is not moved back', async () => {
    const clock = MovingClock.startAt(START);
    await expect(clock.moveTo('2026-09-24T09:00:00+08:00')).rejects.toThrow('the clock is past');
    clock.end();
  });

  it('lets no process begin that cannot read the time', async () => {
    const clock = MovingClock.startAt(START);
    const { nodeOptions } = clock;
    clock.end();
    const child = spawn(process.execPath, ['-e', ''], { env: { PATH: process.env['PATH'], NODE_OPTIONS: nodeOptions } });
    expect((await once(child, 'exit'))[0]).not.toBe(0);
  });
});
