import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHINA_ZONE, dueAt, inChina, instantIn, inZone, readInstant, STANDARD_OFFICE_HOURS, toDayNumber, toWorkingCalendar, toZonedIso, toZonedText, type Zone, zoneNamed } from './index.js';

const zone = (name: string): Zone => {
  const named = zoneNamed(name);
  if (!named.ok) throw new Error(named.refusal.code);
  return named.value;
};

const [NEW_YORK, PARIS, KATHMANDU, SINGAPORE] = ['America/New_York', 'Europe/Paris', 'Asia/Kathmandu', 'Asia/Singapore'].map(zone) as [Zone, Zone, Zone, Zone];
const instants = fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2040-01-01T00:00:00Z') });

describe('a time zone', () => {
  it.each(['Mars/Olympus', 'Asia/Peking', '+08:00', '', 'Asia/Shanghai; drop'])('is refused as %j, which is no name of one', (name) => {
    expect(zoneNamed(name)).toMatchObject({ ok: false, refusal: { code: 'zone.unknown' } });
  });

  it('is that of China under each of its names', () => {
    for (const name of ['Asia/Shanghai', 'asia/shanghai', 'PRC']) expect(zone(name)).toBe(CHINA_ZONE);
  });

  it('reads the clock as the time zone database does', () => {
    fc.assert(fc.property(instants, (at) => expect(inZone(at, SINGAPORE)).toEqual(inChina(at))));
    expect(toZonedIso(Date.parse('2026-03-08T06:59:00Z'), NEW_YORK)).toBe('2026-03-08T01:59:00-05:00');
    expect(toZonedIso(Date.parse('2026-03-08T07:00:00Z'), NEW_YORK)).toBe('2026-03-08T03:00:00-04:00');
    expect(toZonedIso(Date.parse('2026-01-01T00:00:00Z'), KATHMANDU)).toBe('2026-01-01T05:45:00+05:45');
    expect(toZonedText(Date.parse('2026-01-01T00:00:00Z'), PARIS)).toBe('2026-01-01 01:00');
  });

  it('finds the instant of what a clock shows: of two the first, and of none as much later as the clock leaps', () => {
    const at = (date: string, minute: number) => new Date(instantIn(toDayNumber(date), minute, NEW_YORK)).toISOString();
    expect(at('2026-11-01', 90)).toBe('2026-11-01T05:30:00.000Z');
    expect(at('2026-03-08', 150)).toBe('2026-03-08T07:30:00.000Z');
    expect(at('2026-07-01', 17 * 60 + 30)).toBe('2026-07-01T21:30:00.000Z');
  });

  it.each([NEW_YORK, PARIS, KATHMANDU, CHINA_ZONE].map((each) => [each.name, each] as const))('of %s takes back what it shows, but for an hour that comes twice', (_, each) => {
    fc.assert(
      fc.property(instants, (at) => {
        const { day, minute } = inZone(at, each);
        expect([0, 3_600_000]).toContain(at - instantIn(day, minute, each));
      }),
    );
  });

  it('ends a time limit when the office there closes, before and after the clock is moved', () => {
    const calendar = toWorkingCalendar([], { zone: NEW_YORK });
    const due = (received: string) => toZonedIso(dueAt(Date.parse(received), { workingDays: 1 }, calendar).dueAt, NEW_YORK);
    expect(due('2026-03-05T10:00:00-05:00')).toBe('2026-03-06T17:30:00-05:00');
    expect(due('2026-03-06T10:00:00-05:00')).toBe('2026-03-09T17:30:00-04:00');
  });
});

describe('an instant as people write it', () => {
  const read = (text: string, at: Zone = CHINA_ZONE) => {
    const result = readInstant(text, { zone: at, office: STANDARD_OFFICE_HOURS });
    return result.ok ? new Date(result.value).toISOString() : result.refusal.code;
  };

  it.each([
    ['2026-09-24', '2026-09-24T00:30:00.000Z'],
    ['2026-09-24T10:00', '2026-09-24T02:00:00.000Z'],
    ['2026-09-24 10:00:30', '2026-09-24T02:00:30.000Z'],
    ['2026-09-24T10:00:00Z', '2026-09-24T10:00:00.000Z'],
    ['2026-09-24T10:00-04:00', '2026-09-24T14:00:00.000Z'],
  ])('%s is %s in China', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it('is read by the clock of the zone that it is meant for', () => {
    expect(read('2026-07-01T10:00', NEW_YORK)).toBe('2026-07-01T14:00:00.000Z');
  });

  it.each(['', '24.9.2026', '2026-9-24', '2026-02-29', '2026-13-01', '1991-12-31', '2200-01-01', '2026-09-24T24:00', '2026-09-24T10', '2026-09-24T10:00+8', '2026-09-24T10:00:00Zulu'])('is refused as %j', (text) => {
    expect(read(text)).toBe('instant.malformed');
  });
});
