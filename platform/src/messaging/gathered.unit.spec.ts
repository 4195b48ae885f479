import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

describe('gathered items', () => {
  const recording = (groupMax: number) => {
    const sent: string[] = [];
    const gathered = new Gathered<number>(async (receiver, items) => void sent.push(`${receiver} ${items.join()}`), { waitMs: 5, groupMax });
    return { sent, gathered };
  };

  it('for one receiver go together, for another apart', async () => {
    const { sent, gathered } = recording(10);
    await Promise.all([gathered.add('court', 1), gathered.add('audit', 2), gathered.add('court', 3)]);
    expect(sent.sort()).toEqual(['audit 2', 'court 1,3']);
  });

  it('go at once when the group is full, and none goes twice', async () => {
    const { sent, gathered } = recording(2);
    await Promise.all([1, 2, 3, 4, 5].map((item) => gathered.add('court', item)));
    expect(sent).toEqual(['court 1,2', 'court 3,4', 'court 5']);
  });

  it('learn together that they did not go, and the next ones do', async () => {
    let fails = true;
    const gathered = new Gathered<number>(() => (fails ? Promise.reject(new Error('away')) : Promise.resolve()), { waitMs: 1, groupMax: 10 });
    const results = await Promise.allSettled([gathered.add('court', 1), gathered.add('court', 2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    await expect(gathered.add('court', 3)).resolves.toBeUndefined();
  });
});
