import { describe, expect, it } from '@jest/globals';
import { LineWindow, type LineWorth } from './line-window.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Lets lines in until one has to wait. @returns how many came in. */
async function fill(window: LineWindow, asking = 300): Promise<number> {
  let entered = 0;
  for (let n = 0; n < asking; n++) void window.enter().then(() => entered++);
  await settle();
  return entered;
}

/** Lines that went through one after the other, each of that worth. */
async function after(worths: readonly LineWorth[], largest = 256): Promise<LineWindow> {
  const window = new LineWindow(largest);
  for (const worth of worths) {
    await window.enter();
    window.leave(worth);
  }
  return window;
}

const lines = (count: number, worth: LineWorth): LineWorth[] => Array<LineWorth>(count).fill(worth);

describe('the window of a sender', () => {
  it('lets in no more lines than it may, and the others in their order as those leave', async () => {
    const window = new LineWindow(2);
    const entered: number[] = [];
    for (let n = 0; n < 4; n++) void window.enter().then(() => entered.push(n));
    await settle();
    expect(entered).toEqual([0, 1]);
    window.leave('undecided');
    await settle();
    expect(entered).toEqual([0, 1, 2]);
  });

  it('opens with each line that changes something, up to its bound', async () => {
    expect(await fill(await after(lines(10, 'useful')))).toBe(42);
    expect(await fill(await after(lines(1_000, 'useful')))).toBe(256);
    expect(await fill(await after([]))).toBe(32);
    expect(await fill(await after([], 8))).toBe(8);
  });

  it('lets one line in at a time soon after a flood has begun, and is narrow then', async () => {
    const flooded = await after([...lines(1_000, 'useful'), ...lines(32, 'nothing')]);
    expect(flooded.isNarrow).toBe(true);
    expect(await fill(flooded)).toBe(1);
  });

  it('stays wide where one line in ten brings nothing new', async () => {
    const honest = await after(Array.from({ length: 1_000 }, (_, n) => (n % 10 === 0 ? 'nothing' : 'useful')));
    expect(honest.isNarrow).toBe(false);
    expect(await fill(honest)).toBeGreaterThan(32);
  });

  it('is wide again when so many lines have changed something, and not before', async () => {
    expect((await after([...lines(9, 'nothing'), ...lines(14, 'useful')])).isNarrow).toBe(true);
    expect((await after([...lines(9, 'nothing'), ...lines(15, 'useful')])).isNarrow).toBe(false);
    expect((await after([...lines(9, 'nothing'), ...lines(3, 'useful')], 4)).isNarrow).toBe(false);
  });

  it('learns nothing from a line that has to come again by our own doing', async () => {
    expect(await fill(await after(lines(100, 'undecided')))).toBe(32);
  });
});
