import { describe, expect, it } from '@jest/globals';
import { byReason, groupOutcomes } from './outcome-groups.js';
import type { ItemOutcome } from './many-client.js';

const refusalOf = (code: string, params = {}) => ({ code, params, sentence: { zh: '因', en: 'why' } }) as NonNullable<ItemOutcome['refusal']>;
const done = (requestId: string, status: ItemOutcome['status']): ItemOutcome => ({ requestId, outcome: 'done', status, refusal: null });
const refused = (requestId: string, code: string, params = {}): ItemOutcome => ({ requestId, outcome: 'refused', status: null, refusal: refusalOf(code, params) });

describe('what became of many items', () => {
  it('tells those that wait for approval from those that were refused, by reason', () => {
    const outcomes = [done('a', 'submitted'), refused('b', 'item.claimed'), refused('c', 'item.flagged'), refused('d', 'item.claimed'), { requestId: 'e', outcome: 'left-out', status: null, refusal: null } as const];
    expect(groupOutcomes(outcomes, 'answer')).toMatchObject({ submitted: 1, signed: 0, waiting: 0, leftOut: 1, refused: [{ requestIds: ['b', 'd'] }, { requestIds: ['c'] }] });
  });

  it('tells of an approval what is signed and what waits for another signature', () => {
    expect(groupOutcomes([done('a', 'answered'), done('b', 'submitted'), done('c', 'filed')], 'approve')).toMatchObject({ submitted: 0, signed: 2, waiting: 1 });
  });

  it('keeps declarations for different batches apart', () => {
    const items = [refused('a', 'declaration.missing', { batch: 'one' }), refused('b', 'declaration.missing', { batch: 'two' }), refused('c', 'declaration.missing', { batch: 'one' })];
    expect(byReason(items).map(({ requestIds }) => requestIds)).toEqual([['a', 'c'], ['b']]);
  });
});
