import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ok } from '@lianshen/contracts/kernel';
import { until } from '../ledger/ledger-builder.spec-kit.js';
import { LETTERS_AT_ONCE } from './letter-budget.js';
import { MessagingFixture } from './messaging-builder.spec-kit.js';

const fixture = new MessagingFixture('fair-share', process.env['TEST_NATS_URL'], process.env['TEST_MONGODB_URI']);
beforeAll(() => fixture.prepare());
beforeEach(() => fixture.clean());
afterAll(() => fixture.end());

const BUNDLE = 100;
/** By then a window that began anywhere has closed. */
const NARROW_AFTER = 64;

const bundle = (data: string, lines = BUNDLE): string => Array.from({ length: lines }, () => JSON.stringify({ pattern: 'work', data })).join('\n');
let sent = 0;
const send = (content: string, sender: 'court' | 'audit' = 'court'): Promise<void> => fixture.send(content, `message ${sent++}`, sender);
const flood = async (data: string, bundles: number): Promise<void> => {
  for (let n = 0; n < bundles; n++) await send(bundle(data));
};

/** Handles what it is told is of no use as such, notes each line, and how many were in the process together. */
async function receive(): Promise<{ readonly handled: string[]; readonly together: number[] }> {
  const [handled, together]: [string[], number[]] = [[], []];
  let running = 0;
  await fixture.receive(async (data) => {
    handled.push(String(data));
    together.push(++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running--;
    return ok(data === 'repeated' || data === 'rejected' ? data : undefined);
  });
  return { handled, together };
}

describe('a sender whose messages bring nothing new', () => {
  it('soon has one line in the process at a time, so that another’s lines stand behind one at most', async () => {
    await flood('repeated', 4);
    const { handled, together } = await receive();
    await until('the flood is under way', () => handled.length > NARROW_AFTER);
    expect(Math.max(...together.slice(NARROW_AFTER))).toBe(1);
    const before = handled.length;
    await send(bundle('useful', 20), 'audit');
    await until('the other is handled', () => handled.filter((data) => data === 'useful').length === 20);
    const between = handled.slice(handled.indexOf('useful'), handled.lastIndexOf('useful')).filter((data) => data === 'repeated');
    expect(between.length).toBeLessThanOrEqual(2);
    expect(handled.length).toBeGreaterThan(before);
    await until('nothing is lost', async () => (await fixture.stored()) === 0, 20_000);
    expect(handled.filter((data) => data === 'repeated')).toHaveLength(4 * BUNDLE);
    expect(fixture.slowed).toEqual([]);
  }, 40_000);

  it('is pulled slowly where what it says is rejected, and told of once', async () => {
    await flood('rejected', 3);
    const { handled } = await receive();
    await until('it is slowed', () => fixture.strategy.slowCount === 1, 20_000);
    expect(fixture.slowed).toEqual(['court']);
    await until('what had come with the last line is handled', () => handled.length >= LETTERS_AT_ONCE);
    await send(bundle('useful', 20), 'audit');
    await until('the other is handled', () => handled.filter((data) => data === 'useful').length === 20);
    expect(await fixture.stored()).toBeGreaterThan(0);
  }, 40_000);

  it('has the room of an honest one again when its messages change something', async () => {
    await flood('repeated', 1);
    const { handled, together } = await receive();
    await until('the repeats are handled', async () => (await fixture.stored()) === 0, 20_000);
    await flood('useful', 3);
    await until('the rest is handled', () => handled.length === 4 * BUNDLE, 20_000);
    expect(Math.max(...together.slice(2 * BUNDLE))).toBeGreaterThan(16);
  }, 40_000);

  it('holds up no stop: what was not begun comes again', async () => {
    await flood('repeated', 4);
    const { handled } = await receive();
    await until('the flood is under way', () => handled.length > NARROW_AFTER);
    await fixture.stop();
    expect(handled.length).toBeLessThan(4 * BUNDLE);
    expect(await fixture.stored()).toBeGreaterThan(0);
  }, 40_000);
});
