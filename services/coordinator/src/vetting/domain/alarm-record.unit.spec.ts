import { describe, expect, it } from '@jest/globals';
import { ALARM_CAUSE, alarmRecordOf, awaitedAlarms, type RecordedAct } from './alarm-record.js';
import { aCase, aPolicy, type CaseBuilder, DAY, HOUR, MORNING } from './case-builder.js';
import { nextDueAt } from './case-state.js';

/** Five working days after Tuesday, 3 March 2026. */
const DUE = Date.parse('2026-03-10T17:30:00+08:00');
const MINUTE = 60_000;
const ALWAYS = { from: 0, until: DUE + 365 * DAY, graceMs: MINUTE };
const TWO = aPolicy({ court: {}, audit: {} });
const REMINDING = aPolicy({ court: { pauseMax: { workingDays: 1 }, reminders: [{ share: 50 }] } });

const ALARMED: readonly string[] = ['RequestOverdue', 'RequestRecalled', 'AgencyReminded', 'OverdueEscalated', 'PauseEnded', 'ReviewEscalated'];

/** The acts of a case; of these the alarm's alone mark or recall. */
const actsOf = (built: CaseBuilder): RecordedAct[] =>
  built.acts.map(({ at, events }) => ({ at, events, cause: events.some(({ type }) => ALARMED.includes(type)) ? ALARM_CAUSE : 'officer' }));
const recordOf = (built: CaseBuilder, span = ALWAYS) => alarmRecordOf(actsOf(built), span);
/** At its due time, after it was started in the morning. */
const due = (lateMs = 0) => aCase(TWO).later(DUE - MORNING + lateMs);

describe('what alarms had to record in a case', () => {
  it('is each deadline that passed unanswered, with when its alarm recorded it', () => {
    expect(recordOf(due(700).rung())).toEqual({ moments: [{ kind: 'overdue', dueAt: DUE, firedAt: DUE + 700 }, { kind: 'overdue', dueAt: DUE, firedAt: DUE + 700 }], unexpected: 0 });
  });

  it('is nothing where the answer came before the due time, or overtook the alarm within the grace', () => {
    expect(recordOf(aCase(TWO).answered('court').answered('audit')).moments).toEqual([]);
    expect(recordOf(due(MINUTE).answered('court').answered('audit')).moments).toEqual([]);
  });

  it('is missing where nothing was recorded, also where an answer came later', () => {
    const missing = [{ kind: 'overdue', dueAt: DUE, firedAt: undefined }];
    expect(recordOf(due().answered('court')).moments).toEqual(missing);
    expect(recordOf(due(MINUTE + 1).answered('court').answered('audit')).moments).toEqual([...missing, ...missing]);
  });

  it('is each deadline of a request whose deadline moved after it had passed', () => {
    const moved = aCase(aPolicy({ court: {} })).later(DUE - MORNING).rung().wantsTime('court', DUE + DAY).decided('court', DUE + DAY).later(DAY).rung();
    expect(recordOf(moved).moments.map(({ dueAt, firedAt }) => [dueAt, firedAt])).toEqual([[DUE, DUE], [DUE + DAY, DUE + DAY]]);
  });

  it('is nothing of a deadline that a question or an extension took away before it passed', () => {
    const asked = aCase(aPolicy({ court: {} })).asked('court').later(DUE - MORNING + DAY);
    expect(recordOf(asked).moments).toEqual([]);
    const extended = aCase(aPolicy({ court: {} })).wantsTime('court', DUE + DAY).decided('court', DUE + DAY).later(DUE - MORNING + HOUR).answered('court');
    expect(recordOf(extended).moments).toEqual([]);
  });

  it('is the recall of what a halt has left open, and no deadline after it', () => {
    const halted = aCase(TWO).answered('audit', 'OBJECT');
    const recallAt = halted.state.recallAt ?? 0;
    expect(recordOf(halted, { ...ALWAYS, until: DUE }).moments).toEqual([{ kind: 'recall', dueAt: recallAt, firedAt: undefined }]);
    expect(recordOf(halted.recalled(), { ...ALWAYS, until: DUE })).toEqual({ moments: [{ kind: 'recall', dueAt: recallAt, firedAt: recallAt }], unexpected: 0 });
  });

  it('is each reminder, each rung of a ladder, the end of a pause and the review of a halt', () => {
    const policy = aPolicy({ court: { pauseMax: { workingDays: 1 }, reminders: [{ workingDaysBefore: 0, tell: ['clerk', 'head'] }], ladder: [{ workingDaysAfter: 1, tell: 'head' }] }, audit: {} });
    const kindsOf = (built: CaseBuilder, until = built.now + 1) => recordOf(built, { ...ALWAYS, until }).moments.map(({ kind, firedAt }) => `${kind}${firedAt === undefined ? ' missing' : ''}`);
    const reminded = aCase(policy).answered('audit').later(DUE - MORNING - 9 * HOUR).rung();
    expect(kindsOf(reminded, DUE + 1)).toEqual(['reminder', 'reminder', 'overdue missing']);
    expect(kindsOf(reminded.later(9 * HOUR).rung().later(DAY).rung())).toEqual(['reminder', 'reminder', 'overdue', 'escalation']);
    const asked = aCase(policy).answered('audit').asked('court').later(2 * DAY);
    expect(kindsOf(asked)).toEqual(['pause missing']);
    expect(kindsOf(asked.rung())[0]).toBe('pause');
    const halted = aCase(policy).answered('audit', 'OBJECT').recalled();
    expect(kindsOf(halted, halted.now + 31 * DAY)).toEqual(['recall', 'review missing']);
    expect(kindsOf(halted.later(31 * DAY).rung(), halted.now + 40 * DAY)).toEqual(['recall', 'review', 'review missing']);
  });

  it('counts in the span in which it was due, whenever it was recorded', () => {
    const late = due(3 * HOUR).rung();
    expect(recordOf(late, { from: DUE, until: DUE + 1, graceMs: MINUTE }).moments).toHaveLength(2);
    expect(recordOf(late, { from: DUE + 1, until: DUE + DAY, graceMs: MINUTE }).moments).toEqual([]);
    expect(recordOf(late, { from: DUE - DAY, until: DUE, graceMs: MINUTE }).moments).toEqual([]);
  });

  it('tells an act of the alarm that recorded what was on record already', () => {
    const rung = due().rung();
    const acts = actsOf(rung);
    expect(alarmRecordOf([...acts, { ...(acts.at(-1) as RecordedAct), at: DUE + HOUR }], ALWAYS)).toMatchObject({ moments: [{}, {}], unexpected: 1 });
  });
});

describe('what alarms are to record', () => {
  it('begins with what the alarm of the case is set to', () => {
    for (const built of [aCase(TWO), aCase(REMINDING), aCase(REMINDING).asked('court'), aCase(TWO).asked('court'), aCase(TWO).answered('audit', 'OBJECT'), due().rung(), aCase(TWO).withdrawn(), aCase(TWO).answered('court').answered('audit')]) {
      const earliest = awaitedAlarms(built.state).map(({ dueAt }) => dueAt).sort((a, b) => a - b)[0];
      expect(earliest).toBe(nextDueAt(built.state));
    }
  });
});
