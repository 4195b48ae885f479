import { describe, expect, it } from '@jest/globals';
import { isUnattended, noteAttendance } from './attendance.js';

const MINUTE = 60_000;

describe('a page', () => {
  it('is unattended a minute after the last touch of mouse, keyboard or screen', () => {
    const target = new EventTarget();
    const at = Date.now() + 10 * MINUTE;
    let now = at;
    noteAttendance(target, () => now);
    expect(isUnattended(at)).toBe(true);
    for (const input of ['pointerdown', 'keydown', 'wheel', 'touchmove', 'click', 'input']) {
      now += 2 * MINUTE;
      expect(isUnattended(now)).toBe(true);
      target.dispatchEvent(new Event(input));
      expect([isUnattended(now), isUnattended(now + MINUTE), isUnattended(now + MINUTE + 1)]).toEqual([false, false, true]);
    }
  });

  it('is not attended by what moves by itself', () => {
    const target = new EventTarget();
    const later = Date.now() + 60 * MINUTE;
    noteAttendance(target, () => later);
    for (const event of ['scroll', 'focus', 'visibilitychange']) target.dispatchEvent(new Event(event));
    expect(isUnattended(later)).toBe(true);
  });
});
