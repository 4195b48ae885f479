import { describe, expect, it } from '@jest/globals';
import { formatFor } from './use-format.js';

const [chinese, english] = [formatFor('zh-CN'), formatFor('en')];
const LATE_IN_LONDON = '2026-11-25T17:30:00Z';

describe('dates, numbers and lists', () => {
  it('are told in the time of China, wherever the browser is', () => {
    expect(chinese.instant(LATE_IN_LONDON)).toBe('2026年11月26日 01:30');
    expect(english.day(LATE_IN_LONDON)).toBe('Nov 26, 2026');
  });

  it('have a dash where nothing is', () => {
    expect([chinese.instant(null), chinese.day(undefined), english.instant('')]).toEqual(['—', '—', '—']);
  });

  it('are written as the language writes them', () => {
    expect([chinese.list(['姓名', '性别']), english.list(['name', 'sex']), english.list([])]).toEqual(['姓名、性别', 'name, sex', '']);
    expect([english.number(1_234.56), english.percent(0.125)]).toEqual(['1,234.6', '12.5%']);
  });

  it('say how far from now, in the largest unit that is full', () => {
    const now = Date.parse(LATE_IN_LONDON);
    const after = (minutes: number) => english.fromNow(new Date(now + minutes * 60_000).toISOString(), now);
    expect([after(0), after(59), after(61), after(1_439), after(3 * 1_440 + 60), after(-120)]).toEqual(['this minute', 'in 59 minutes', 'in 1 hour', 'in 23 hours', 'in 3 days', '2 hours ago']);
  });
});
