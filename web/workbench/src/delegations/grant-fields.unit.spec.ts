import { describe, expect, it } from '@jest/globals';
import { delegationOf, EMPTY_GRANT } from './grant-fields.js';

const ABSENT = { ...EMPTY_GRANT, ofId: 'clerk-1', ofName: '试例甲', from: '2026-11-26T08:30', until: '2026-11-27T17:30', reason: '试例：出差' };

describe('the form of a delegation', () => {
  it('comes to an absence alone, in the time of China', () => {
    expect(delegationOf(ABSENT)).toEqual({
      of: { id: 'clerk-1', name: '试例甲' }, ground: 'absence', scope: { kind: 'all' }, from: '2026-11-26T00:30:00.000Z', until: '2026-11-27T09:30:00.000Z', reason: '试例：出差',
    });
  });

  it('names who acts instead wherever it is no absence alone', () => {
    expect(delegationOf({ ...ABSENT, isAbsenceOnly: false })).toBeUndefined();
    expect(delegationOf({ ...ABSENT, ground: 'workload', toId: 'approver-2', toName: '试例乙' })).toMatchObject({ to: { id: 'approver-2' }, role: 'approver' });
  });

  it('comes to nothing while a field is empty', () => {
    for (const name of ['ofId', 'from', 'until', 'reason'] as const) expect(delegationOf({ ...ABSENT, [name]: ' '.trim() })).toBeUndefined();
    expect(delegationOf({ ...ABSENT, scope: 'batch' })).toBeUndefined();
  });
});
