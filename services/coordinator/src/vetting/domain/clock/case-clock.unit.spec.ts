import { describe, expect, it } from '@jest/globals';
import { CHINA_CALENDAR } from '@lianshen/contracts/working-time';
import { aCase, aPolicy, CaseBuilder, CLERK, DAY, HOUR, MORNING, OFFICER } from '../case-builder.js';
import { decideExtension } from '../decide-extension.js';
import { caseClockOf } from './case-clock.js';
import { dueNextIn, readingOf } from './clock-reading.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
/** Five working days after Tuesday, 3 March 2026. */
const DUE = at('2026-03-10T17:30');
const LIMIT = { by: 'limit', share: 'court', within: { workingDays: 5 } };
const OFFICE_DAY = 9 * 60;

const countedBy = ({ policy }: CaseBuilder) => ({ policy, calendarOf: () => CHINA_CALENDAR });
const clockOf = (built: CaseBuilder) => caseClockOf(built.acts, countedBy(built));
function courtOf(built: CaseBuilder, round = 1) {
  const clock = clockOf(built).requests.find((each) => each.agency === 'court' && each.round === round);
  if (!clock) throw new Error('no clock');
  return clock;
}
const readCourt = (built: CaseBuilder, now = built.now) => readingOf(courtOf(built), now, countedBy(built));
const kindsOf = (built: CaseBuilder, round = 1) => courtOf(built, round).entries.map(({ kind }) => kind);

describe('the clock of a request', () => {
  it('starts with the due time that the limit of its share gives', () => {
    expect(courtOf(aCase())).toMatchObject({ startedAt: MORNING, dueAt: DUE, provisional: false, deadlineVersion: 1, rule: LIMIT });
    expect(courtOf(aCase()).entries).toEqual([{ at: MORNING, by: expect.anything() as object, kind: 'started', deadline: { dueAt: DUE, provisional: false, deadlineVersion: 1, rule: LIMIT } }]);
  });

  it('counts working time towards its due time', () => {
    const started = aCase();
    expect(readCourt(started)).toEqual({ state: 'running', workedMinutes: 0, remainingMinutes: 5 * OFFICE_DAY + 8.5 * 60, pausedMinutes: 0 });
    expect(readCourt(started, at('2026-03-04T10:00'))).toMatchObject({ workedMinutes: 8.5 * 60 + 90, remainingMinutes: 4 * OFFICE_DAY + 7.5 * 60 });
    expect(readCourt(started, at('2026-03-12T10:00'))).toMatchObject({ remainingMinutes: 0 });
  });

  it('counts by the clock where the limit is in minutes', () => {
    const started = aCase(aPolicy({ court: { within: { minutes: 90 } }, audit: {} }));
    expect(courtOf(started).rule).toEqual({ by: 'limit', share: 'court', within: { minutes: 90 } });
    const supplied = started.later(HOUR / 2).asked('court').later(10 * HOUR).supplied('court');
    expect(readCourt(supplied)).toEqual({ state: 'running', workedMinutes: 30, remainingMinutes: 60, pausedMinutes: 600 });
  });

  it('stands still from a question to its answer, says why, and goes on with what was left', () => {
    const asked = aCase().later(HOUR).asked('court');
    expect(courtOf(asked).entries.at(-1)).toMatchObject({ kind: 'paused', question: 1, reason: '试例：任职起止时间？' });
    const later = asked.later(DAY);
    const still = readCourt(later);
    expect(still).toEqual({ state: 'paused', workedMinutes: 60, remainingMinutes: 5 * OFFICE_DAY + 7.5 * 60, pausedMinutes: OFFICE_DAY });
    const supplied = later.supplied('court');
    expect(courtOf(supplied).entries.at(-1)).toMatchObject({ kind: 'resumed', question: 1, supplement: 1, pausedMinutes: OFFICE_DAY, deadline: { dueAt: at('2026-03-11T17:30'), deadlineVersion: 2, rule: { by: 'pause', supplement: 1 } } });
    expect(readCourt(supplied)).toEqual({ ...still, state: 'running' });
  });

  it('keeps one pause where a further question comes before the answer', () => {
    const twice = aCase().asked('court').later(HOUR).asked('court').later(HOUR).supplied('court');
    expect(kindsOf(twice)).toEqual(['started', 'paused', 'question-added', 'resumed']);
    expect(courtOf(twice).pausedMinutes).toBe(120);
  });

  it('moves nothing when an extension is asked or refused, and says who granted one', () => {
    const wants = aCase().wantsTime('court', DUE + DAY);
    expect(courtOf(wants)).toMatchObject({ dueAt: DUE, rule: LIMIT });
    expect(courtOf(wants).entries.at(-1)).toMatchObject({ kind: 'extension-asked', extension: 1, until: DUE + DAY, reason: '试例：任职起止时间？' });
    expect(kindsOf(wants.decided('court', null)).at(-1)).toBe('extension-refused');
    const granted = wants.did(decideExtension(wants.state, { agency: 'court', number: 1, grantedUntil: DUE + DAY }, wants.now), { kind: 'person', id: OFFICER });
    expect(courtOf(granted).entries.at(-1)).toMatchObject({ kind: 'extension-granted', by: { kind: 'person', id: OFFICER }, deadline: { dueAt: DUE + DAY, deadlineVersion: 2, rule: { by: 'extension', extension: 1 } } });
  });

  it('that is extended during a pause has the pause until then in the new due time', () => {
    const granted = aCase().asked('court').wantsTime('court', DUE + DAY).later(HOUR).decided('court', DUE + DAY);
    expect(courtOf(granted)).toMatchObject({ paused: { since: granted.now, question: 1 }, pausedMinutes: 60 });
    const supplied = granted.later(HOUR).supplied('court');
    expect(courtOf(supplied).entries.at(-1)).toMatchObject({ kind: 'resumed', pausedMinutes: 60 });
    expect(courtOf(supplied).pausedMinutes).toBe(120);
  });

  it('keeps the mark of every deadline that passed', () => {
    const late = aCase().later(DUE - MORNING).rung().wantsTime('court', DUE + DAY).decided('court', DUE + DAY).later(DAY).rung();
    expect(courtOf(late).entries.filter(({ kind }) => kind === 'overdue')).toMatchObject([{ deadlineVersion: 1 }, { deadlineVersion: 2 }]);
  });

  it('stops at an answer, also during a pause, and keeps what was left', () => {
    const answered = aCase().later(HOUR).asked('court').later(HOUR).answered('court').later(DAY);
    expect(kindsOf(answered)).toEqual(['started', 'paused', 'stopped']);
    expect(readCourt(answered)).toEqual({ state: 'stopped', workedMinutes: 60, remainingMinutes: 5 * OFFICE_DAY + 7.5 * 60, pausedMinutes: 60 });
  });

  it('says why it stopped, and again where the reason becomes another', () => {
    const three = aCase(aPolicy({ court: {}, audit: {}, petitions: {} }));
    const becauseOf = (built: CaseBuilder) => courtOf(built).entries.flatMap((entry) => (entry.kind === 'stopped' ? [entry.because] : []));
    expect(becauseOf(three.answered('audit', 'OBJECT').recalled())).toEqual(['recalled']);
    expect(becauseOf(three.declined('court').reassigned('court', 'petitions'))).toEqual(['declined', 'reassigned']);
    expect(becauseOf(three.decidedTogether({ kind: 'waive', agency: 'court' }))).toEqual(['waived']);
    expect(becauseOf(CaseBuilder.in(three.policy).opened().started(['court']).released('court'))).toEqual(['withheld', 'recalled']);
    expect(becauseOf(three.answered('court').answered('court', 'CLEAR', { version: 2 }))).toEqual(['answered']);
  });

  it('that was waived is recalled when an officer is recused who took part', () => {
    const waived = aCase().decidedTogether({ kind: 'waive', agency: 'court' });
    expect(courtOf(waived.withoutPerson(OFFICER)).stopped).toEqual({ at: MORNING, because: 'recalled' });
    expect(courtOf(waived.withoutPerson('officer-9')).stopped?.because).toBe('waived');
  });

  it('keeps the deadline of those that a merger brought together', () => {
    const merged = aCase(aPolicy({ court: { within: { workingDays: 9 } }, audit: {} })).later(HOUR * 2).later(DAY).merged({ audit: 'court' });
    expect(courtOf(merged, 2)).toMatchObject({ dueAt: DUE, rule: { by: 'kept' }, answersFor: ['court', 'audit'] });
  });

  it('names the share whose limit ends last where several are asked in one request', () => {
    const policy = aPolicy({ court: {}, audit: { within: { workingDays: 7 } } });
    const opened = CaseBuilder.in(policy).opened();
    const reassigned = opened.started().answered('court').reassigned('audit', 'court');
    expect(courtOf(reassigned, 2).rule).toEqual({ by: 'limit', share: 'audit', within: { workingDays: 7 } });
  });
});

describe('the clock of a case', () => {
  it('runs in vetting, stands still while it is halted, and says until when somebody has to look', () => {
    const halted = aCase().later(HOUR).answered('audit', 'OBJECT');
    expect(clockOf(aCase()).state).toBe('running');
    expect(clockOf(CaseBuilder.in(aPolicy()).opened()).state).toBe('not-started');
    const clock = clockOf(halted);
    expect(clock).toMatchObject({ state: 'paused', reviewAt: halted.state.reviewAt, recallAt: halted.state.recallAt });
    expect(clock.entries.map(({ kind }) => kind)).toEqual(['opened', 'started', 'halted']);
  });

  it('that is resumed gives those who are asked again a clock of their own', () => {
    const resumed = aCase().answered('audit', 'OBJECT').recalled().flagClosed('audit').resumed();
    expect(clockOf(resumed).entries.at(-1)?.kind).toBe('resumed');
    expect(courtOf(resumed, 2)).toMatchObject({ startedAt: resumed.now, stopped: undefined, rule: { by: 'left' } });
    expect(kindsOf(resumed)).toEqual(['started', 'stopped']);
  });

  it.each([
    ['cleared', aCase().answered('court').answered('audit'), 'end-of-validity'],
    ['suspended', aCase().answered('audit', 'OBJECT').recalled().decidedTogether({ kind: 'suspend', reviewAt: MORNING + 9 * DAY }), 'review'],
    ['withdrawn', aCase().withdrawn(), 'recall'],
    ['terminated', aCase().answered('audit', 'OBJECT').recalled().decidedTogether({ kind: 'terminate' }), undefined],
  ] as const)('that is %s says what is due next', (kind, built, what) => {
    const clock = clockOf(built);
    expect(clock.entries.at(-1)?.kind).toBe(kind);
    expect(dueNextIn(clock)[0]?.what).toBe(what);
  });

  it('that has lapsed has no validity left to end', () => {
    const cleared = aCase().answered('court').answered('audit');
    expect(dueNextIn(clockOf(cleared.later(91 * DAY).lapsed()))).toEqual([]);
  });

  it('lists what is due, the earliest first, and nothing of a clock that stands still', () => {
    const built = aCase(aPolicy({ court: {}, audit: { within: { workingDays: 2 } }, petitions: {} })).asked('petitions');
    expect(dueNextIn(clockOf(built))).toMatchObject([{ what: 'answer', agency: 'audit' }, { what: 'answer', agency: 'court', at: DUE, rule: LIMIT }]);
  });

  it('keeps no name and no words but the reasons of agencies', () => {
    const text = JSON.stringify(clockOf(aCase().asked('court').supplied('court', '补充材料').withdrawn()));
    expect(text).not.toMatch(/张三|990101|补充材料|推荐单位撤回/);
    expect(text).not.toContain(CLERK.name);
  });
});
