import { describe, expect, it } from '@jest/globals';
import { NextTurn } from './next-turn.js';

/** Work whose turns end when they are let go. */
function someWork() {
  const open: (() => void)[] = [];
  return { open, work: () => new Promise<void>((resolve) => open.push(resolve)) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a turn that begins after the call', () => {
  it('is shared by all who call while another runs, and never runs beside it', async () => {
    const { open, work } = someWork();
    const turn = new NextTurn(work);
    const first = turn.get();
    await settle();
    const later = [turn.get(), turn.get()];
    await settle();
    expect(open).toHaveLength(1);
    open[0]?.();
    await first;
    await settle();
    expect(open).toHaveLength(2);
    open[1]?.();
    await Promise.all(later);
    expect(open).toHaveLength(2);
  });

  it('begins also where the one before it failed', async () => {
    let turns = 0;
    const turn = new NextTurn(async () => {
      if (++turns === 1) throw new Error('away');
    });
    await expect(turn.get()).rejects.toThrow('away');
    await turn.get();
    expect(turns).toBe(2);
  });
});
