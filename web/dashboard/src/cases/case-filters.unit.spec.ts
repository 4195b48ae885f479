import { describe, expect, it } from '@jest/globals';
import { askedFrom, withFilter } from './case-filters.js';

describe('the filters of the list of cases', () => {
  it('are read from the address, with days as those of China, the last one whole', () => {
    expect(askedFrom(new URLSearchParams('status=halted&policy=province&late=court&from=2026-03-01&to=2026-03-31'))).toEqual({
      status: 'halted', policy: 'province', late: 'court', from: '2026-02-28T16:00:00.000Z', to: '2026-03-31T16:00:00.000Z',
    });
  });

  it('pass over what is no filter', () => {
    expect(askedFrom(new URLSearchParams('status=gone&from=yesterday&name=x'))).toEqual({});
  });

  it('change one at a time, and an empty one is taken away', () => {
    const parameters = new URLSearchParams('status=halted&late=court');
    expect(withFilter(parameters, 'late', '').toString()).toBe('status=halted');
    expect(withFilter(parameters, 'status', 'cleared').toString()).toBe('status=cleared&late=court');
    expect(parameters.toString()).toBe('status=halted&late=court');
  });
});
