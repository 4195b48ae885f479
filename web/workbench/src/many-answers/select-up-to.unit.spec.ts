import { describe, expect, it } from '@jest/globals';
import { selectUpTo } from './select-up-to.js';

/** A list of so many, in pages of three. */
const listOf = (count: number) => async (cursor: string) => {
  const from = Number(cursor);
  const items = Array.from({ length: Math.min(3, count - from) }, (_, index) => ({ requestId: `item-${from + index}` }));
  return { items, next: from + 3 < count ? String(from + 3) : null };
};

describe('selecting everything of a list', () => {
  it('takes it page by page to its end', async () => {
    const { requestIds, more } = await selectUpTo(listOf(7), 10);
    expect([requestIds.length, requestIds.at(-1), more]).toEqual([7, 'item-6', false]);
  });

  it('takes the first of a longer list, and says that there are more', async () => {
    expect(await selectUpTo(listOf(7), 5)).toEqual({ requestIds: ['item-0', 'item-1', 'item-2', 'item-3', 'item-4'], more: true });
    expect((await selectUpTo(listOf(7), 6)).more).toBe(true);
    expect((await selectUpTo(listOf(6), 6)).more).toBe(false);
  });

  it('takes nothing of a list that is empty', async () => {
    expect(await selectUpTo(async () => ({ items: [], next: null }), 5)).toEqual({ requestIds: [], more: false });
  });
});
