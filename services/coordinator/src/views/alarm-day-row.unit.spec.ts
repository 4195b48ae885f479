import { describe, expect, it } from '@jest/globals';
import { CHINA_ZONE, toCivilDate } from '@lianshen/contracts/working-time';
import { aCase, aPolicy, CASE_ID, CaseBuilder, DAY, HOUR, MORNING } from '../vetting/domain/case-builder.js';
import { alarmDaysOf } from './alarm-day-row.model.js';

/** Five working days after Tuesday, 3 March 2026. */
const DUE = Date.parse('2026-03-10T17:30:00+08:00');
const POLICY = aPolicy({ court: {}, audit: {} });

const daysOf = (before: CaseBuilder, after: CaseBuilder) => alarmDaysOf(before.state, after.state, { seq: 3, at: after.now }, CHINA_ZONE).map(({ day }) => toCivilDate(day));

describe('the days on which a self-check looks at a case', () => {
  const started = aCase(POLICY);

  it('begin with the day of what is due next', () => {
    const rows = alarmDaysOf(CaseBuilder.in(POLICY).opened().state, started.state, { seq: 2, at: MORNING }, CHINA_ZONE);
    expect(rows).toEqual([{ _id: `${rows[0]?.day}/${CASE_ID}`, seq: 2, day: rows[0]?.day, caseId: CASE_ID }]);
    expect(rows.map(({ day }) => toCivilDate(day))).toEqual(['2026-03-10']);
  });

  it('are not written again while the same is due next', () => {
    expect(daysOf(started, started.later(HOUR).answered('court'))).toEqual([]);
  });

  it('have the day of what was recorded, however late', () => {
    const late = started.later(DUE - MORNING + 2 * DAY);
    expect(daysOf(late, late.rung())).toEqual(['2026-03-10']);
  });

  it('have the day of what was overtaken after its time', () => {
    const late = started.later(DUE - MORNING + DAY);
    expect(daysOf(late, late.answered('court'))).toEqual(['2026-03-10']);
  });
});
