import { describe, expect, it } from '@jest/globals';
import { LetterBudget, LETTERS_AT_ONCE, LETTERS_PER_MINUTE, REPEATS_PER_LETTER } from './letter-budget.js';

const NOW = Date.parse('2026-03-03T01:00:00Z');
const spent = (count: number): LetterBudget => {
  const budget = new LetterBudget(NOW);
  for (let n = 0; n < count; n++) budget.spend(NOW);
  return budget;
};

describe('the budget of dead letters', () => {
  it('slows a source when it is spent, and says so once', () => {
    const budget = spent(LETTERS_AT_ONCE - 1);
    expect(budget.isSlow(NOW)).toBe(false);
    expect([budget.spend(NOW), budget.spend(NOW)]).toEqual([true, false]);
    expect(budget.isSlow(NOW)).toBe(true);
  });

  it('lasts for ten times as many messages that only bring nothing new', () => {
    const budget = new LetterBudget(NOW);
    const slowed = Array.from({ length: LETTERS_AT_ONCE * REPEATS_PER_LETTER + 1 }, () => budget.spend(NOW, 1 / REPEATS_PER_LETTER));
    expect(slowed.indexOf(true)).toBeGreaterThanOrEqual(LETTERS_AT_ONCE * REPEATS_PER_LETTER - 1);
  });

  it('lets a slow source have one message at a time as it refills', () => {
    const budget = spent(LETTERS_AT_ONCE);
    const everyMs = 60_000 / LETTERS_PER_MINUTE;
    expect(budget.waitMs(NOW)).toBe(everyMs);
    expect(budget.waitMs(NOW + everyMs)).toBe(0);
  });

  it('makes a source wait for what it overdrew', () => {
    expect(spent(LETTERS_AT_ONCE + LETTERS_PER_MINUTE).waitMs(NOW)).toBeGreaterThan(60_000);
  });

  it('trusts a source again when half of it is there, and tells the next time anew', () => {
    const budget = spent(LETTERS_AT_ONCE);
    const later = NOW + 60_000 * (LETTERS_AT_ONCE / 2 / LETTERS_PER_MINUTE);
    expect(budget.isSlow(later - 1_000)).toBe(true);
    expect(budget.isSlow(later)).toBe(false);
    const again = Array.from({ length: LETTERS_AT_ONCE }, () => budget.spend(later));
    expect(again.filter(Boolean)).toHaveLength(1);
  });

  it('is never more than full, and a clock that goes back gives nothing', () => {
    const budget = spent(LETTERS_AT_ONCE);
    expect(budget.waitMs(NOW - 3_600_000)).toBeGreaterThan(0);
    const rested = new LetterBudget(NOW);
    for (let n = 0; n < LETTERS_AT_ONCE; n++) rested.spend(NOW + 86_400_000);
    expect(rested.isSlow(NOW + 86_400_000)).toBe(true);
  });
});
