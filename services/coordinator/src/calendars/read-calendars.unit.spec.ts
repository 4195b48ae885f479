import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { ConfigurationError } from '@lianshen/platform/config';
import type { CoordinatorEnvironment } from '../environment.js';
import { Calendars } from './calendars.js';

const YEAR = { year: 2027, source: '虚构 invented', holidays: [{ name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' }], shiftedWorkdays: [] };
const written = (changed: object = {}): string => JSON.stringify({ name: 'city', extends: 'china', years: [YEAR], ...changed }, null, 2);

describe('the calendars of a coordinator', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lianshen-calendars-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  const loaded = (CALENDAR_DIR: string | undefined): Calendars => {
    const calendars = new Calendars({ CALENDAR_DIR } as CoordinatorEnvironment);
    calendars.load();
    return calendars;
  };
  const refusal = (dir: string): string => {
    try {
      loaded(dir);
    } catch (error) {
      if (error instanceof ConfigurationError) return error.message;
      throw error;
    }
    return 'accepted';
  };

  it('are the one that ships, where no folder is named or nothing lies there', () => {
    for (const dir of [undefined, folder]) expect(loaded(dir).of('court')).toBe(CHINA_CALENDAR);
  });

  it("are an agency's own where it has one, else the jurisdiction's", () => {
    put('coordinator.json', written());
    put('court.json', written({ office: { opens: '09:00', closes: '16:00' } }));
    const calendars = loaded(folder);
    expect([...calendars.of('audit').years]).toEqual([2024, 2025, 2026, 2027]);
    expect([calendars.of('court'), calendars.of('audit')].map(({ office }) => office.closesAtMinute)).toEqual([16 * 60, 17 * 60 + 30]);
  });

  it('are refused with file, line and reason, all at once', () => {
    put('coordinator.json', written({ zone: 'Asia/Peking' }));
    put('court.json', written({ years: [{ ...YEAR, year: 2029, holidays: [] }] }));
    put('The Court.json', written());
    const message = refusal(folder);
    expect(message).toContain(`${join(folder, 'coordinator.json')}:21:11 error calendar.zone-unknown (zone)\n  没有这个时区`);
    expect(message).toMatch(/court\.json:6:\d+ error calendar\.year-gap/);
    expect(message).toContain('The Court.json:1:1 error calendar.file-name');
    expect(message).not.toContain('calendar.no-holidays');
  });

  it('are refused where the folder that was named, or a file in it, cannot be read', () => {
    expect(refusal(join(folder, 'nowhere'))).toContain('CALENDAR_DIR');
    mkdirSync(join(folder, 'court.json'));
    expect(refusal(folder)).toContain(join(folder, 'court.json'));
  });
});
