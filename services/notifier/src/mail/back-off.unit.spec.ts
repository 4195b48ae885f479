import { describe, expect, it } from '@jest/globals';
import { ATTEMPTS_MAX, waitAfter } from './back-off.js';

describe('the back-off of mails', () => {
  const waits = Array.from({ length: ATTEMPTS_MAX }, (_, index) => waitAfter(index + 1));

  it('grows and never shrinks', () => {
    const known = waits.filter((wait) => wait !== undefined);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(known[0]).toBe(10_000);
  });

  it('ends after the last attempt, about two days later', () => {
    expect(waits.at(-1)).toBeUndefined();
    const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3_600_000;
    expect(hours).toBeGreaterThan(36);
    expect(hours).toBeLessThan(60);
  });
});
