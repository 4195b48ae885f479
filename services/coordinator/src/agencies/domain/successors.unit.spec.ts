import { describe, expect, it } from '@jest/globals';
import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import { NOT_REGISTERED, type Lifecycle } from './lifecycle.js';
import { successorsAt } from './successors.js';

const merged = (into: AgencyId, effectiveAt: Instant, confirmedAt = effectiveAt): Lifecycle => ({ ...NOT_REGISTERED, merger: { into, effectiveAt, confirmedAt, reason: '改革' } });
const at = (now: Instant, agencies: Readonly<Record<AgencyId, Lifecycle>>) => Object.fromEntries(successorsAt(new Map(Object.entries(agencies)), now));

describe('who answers for an agency', () => {
  it('is its successor from the effective time on', () => {
    expect([at(9, { a: merged('b', 10) }), at(10, { a: merged('b', 10) })]).toEqual([{}, { a: 'b' }]);
  });

  it('is the last of a chain', () => {
    expect(at(30, { a: merged('b', 10), b: merged('c', 20), d: merged('b', 5) })).toEqual({ a: 'c', b: 'c', d: 'c' });
    expect(at(15, { a: merged('b', 10), b: merged('c', 20) })).toEqual({ a: 'b' });
  });

  it('is settled by the first confirmation where two are merged into each other at one moment', () => {
    expect(at(99, { a: merged('b', 10, 2), b: merged('a', 10, 1) })).toEqual({ b: 'a' });
    expect(at(99, { a: merged('b', 10, 1), b: merged('a', 10, 1) })).toEqual({ a: 'b' });
    expect(at(99, { a: merged('b', 10, 1), b: merged('c', 10, 2), c: merged('a', 10, 3) })).toEqual({ a: 'c', b: 'c' });
  });
});
