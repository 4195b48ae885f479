import { describe, expect, it } from '@jest/globals';
import { dueBoundsAt } from './due-spans.js';

const bounds = (at: string) => {
  const { todayUntil, soonUntil } = dueBoundsAt(Date.parse(at));
  return [todayUntil, soonUntil].map((each) => new Date(each).toISOString());
};

describe('the bounds of due times', () => {
  it('are the midnights of China, whatever the day is in UTC', () => {
    expect(bounds('2026-11-24T17:00:00Z')).toEqual(['2026-11-25T16:00:00.000Z', '2026-11-27T16:00:00.000Z']);
  });

  it('count working days and leave out weekends and holidays', () => {
    expect(bounds('2026-11-27T10:00:00+08:00')[1]).toBe('2026-12-01T16:00:00.000Z');
    expect(bounds('2026-09-30T10:00:00+08:00')[1]).toBe('2026-10-09T16:00:00.000Z');
  });
});
