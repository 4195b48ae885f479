import { describe, expect, it } from '@jest/globals';
import { ResendSchedule } from './resend-schedule.js';

describe('a schedule of sending again', () => {
  it('doubles the wait with each sending, and ends', () => {
    const schedule = new ResendSchedule({ firstAfterMs: 1_000, attemptsMax: 3, rememberedMax: 10 });
    const sentAt: number[] = [];
    for (let now = 0; now < 100_000; now += 500) {
      if (!schedule.isDue('a', now)) continue;
      schedule.sent('a', now);
      sentAt.push(now);
    }
    expect(sentAt).toEqual([0, 1_000, 3_000]);
  });

  it('counts each id for itself', () => {
    const schedule = new ResendSchedule({ firstAfterMs: 1_000, attemptsMax: 1, rememberedMax: 10 });
    schedule.sent('a', 0);
    expect([schedule.isDue('a', 10_000), schedule.isDue('b', 0)]).toEqual([false, true]);
  });
});
