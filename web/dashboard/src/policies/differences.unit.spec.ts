import { describe, expect, it } from '@jest/globals';
import { differences } from './differences.js';

const lines = (count: number, changed: Readonly<Record<number, string>> = {}): string => Array.from({ length: count }, (_, index) => changed[index] ?? `line ${index}`).join('\n');

describe('what differs between two documents', () => {
  it('is nothing where they are the same', () => {
    expect(differences(lines(10), lines(10))).toEqual([]);
  });

  it('stands between three lines that are the same, and says how many were passed over', () => {
    const [only, ...others] = differences(lines(20), lines(20, { 10: 'other' }));
    expect(others).toEqual([]);
    expect(only?.skipped).toBe(7);
    expect(only?.lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['same line 7', 'same line 8', 'same line 9', 'removed line 10', 'added other', 'same line 11', 'same line 12', 'same line 13']);
  });

  it('in two places are two stretches, the second counted from the end of the first', () => {
    const found = differences(lines(40), lines(40, { 5: 'x', 30: 'y' }));
    expect(found.map(({ skipped }) => skipped)).toEqual([2, 18]);
  });

  it('at the very end is told without the marks of the format', () => {
    const [only] = differences('a\nb', 'a\nc');
    expect(only?.lines).toEqual([{ kind: 'same', text: 'a' }, { kind: 'removed', text: 'b' }, { kind: 'added', text: 'c' }]);
  });
});
