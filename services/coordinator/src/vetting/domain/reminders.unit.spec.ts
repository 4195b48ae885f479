import { describe, expect, it } from '@jest/globals';
import { planReminders } from '@lianshen/contracts/reminders';
import { CHINA_CALENDAR, CHINA_YEARS, toWorkingCalendar, workingMinutesBetween } from '@lianshen/contracts/working-time';
import { aCase, aPolicy, CaseBuilder, DAY, typesOf } from './case-builder.js';
import { CaseEvent } from './case-event.js';
import { nextDueAt } from './case-state.js';
import { decideExtensionWithin } from './extension-bound.js';
import { recountDeadlines } from './recount-deadlines.js';
import { requestEnvelope, asIssued } from './request-envelope.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
/** Five working days after Tuesday, 3 March 2026. */
const DUE = at('2026-03-10T17:30');
const RULES = {
  reminders: [{ workingDaysBefore: 1, mark: 'yellow' }, { workingDaysBefore: 0, mark: 'red', tell: ['clerk', 'head'] }],
  ladder: [{ workingDaysAfter: 1, tell: 'head' }, { workingDaysAfter: 2, tell: 'coordinator' }, { workingDaysAfter: 5, tell: 'supervising-leader' }],
} as const;
const POLICY = aPolicy({ court: { pauseMax: { workingDays: 2 } }, audit: {} }, structuredClone(RULES) as never);
const started = aCase(POLICY);
const until = (built: CaseBuilder, text: string): CaseBuilder => built.later(at(text) - built.now);
const courtOf = ({ state }: CaseBuilder) => {
  const { court } = state.requests;
  if (!court) throw new Error('no request');
  return court;
};
/** What has been told of the court's request, in its order. */
const toldOf = (built: CaseBuilder) => built.events.flatMap((event) => (event.type === 'AgencyReminded' || event.type === 'OverdueEscalated' || event.type === 'RequestOverdue' ? (event.data.agency === 'court' ? ['step' in event.data ? event.data.step : 'overdue'] : []) : []));
/** Rings at every moment at which something is due. */
function rungThrough(built: CaseBuilder, end: number): CaseBuilder {
  const due = nextDueAt(built.state);
  return due === undefined || due > end ? built : rungThrough(built.later(due - built.now).rung(), end);
}

describe('the reminders of a request', () => {
  it('stand on record with the request, and follow from the policy and the calendar', () => {
    const { plan } = courtOf(started);
    expect(plan).toEqual(planReminders(RULES as never, { from: started.now, dueAt: DUE, workedMinutes: 0, byTheClock: false }, CHINA_CALENDAR));
    expect(started.events.map((event) => CaseEvent.parse(event))).toEqual(started.events);
  });

  it('come each at its time, once, then the mark of the due time, then the ladder up to its end', () => {
    const all = rungThrough(started, at('2026-05-01T00:00'));
    expect(toldOf(all)).toEqual(['before-1-clerk', 'before-0-clerk', 'before-0-head', 'overdue', 'after-1-head', 'after-2-coordinator', 'after-5-supervising-leader']);
    expect(courtOf(all)).toMatchObject({ plan: [], mark: 'red', status: 'open' });
    expect(nextDueAt(all.state)).toBeUndefined();
    expect(all.state.status).toBe('vetting');
  });

  it('come all at once, in their order, where nothing ran when they were due', () => {
    const late = until(started, '2026-05-01T00:00').rung();
    expect(toldOf(late)).toEqual(toldOf(rungThrough(started, late.now)));
    expect(typesOf(late.ring())).toEqual(['refused: deadline.not-reached']);
  });

  it('come to nobody who has answered, and stop at the recall', () => {
    const answered = rungThrough(started, at('2026-03-09T12:00')).answered('court');
    expect(toldOf(rungThrough(answered, DUE + 30 * DAY))).toEqual(['before-1-clerk']);
    const recalled = started.answered('audit', 'OBJECT').recalled();
    expect(toldOf(rungThrough(recalled, DUE + 2 * DAY))).toEqual([]);
  });

  it('go on between a halt and its beat, so that nobody can tell', () => {
    const policy = aPolicy({ court: { within: { minutes: 120 }, reminders: [{ share: 10 }] }, audit: {} });
    const halted = aCase(policy).answered('audit', 'OBJECT');
    expect(toldOf(halted.recalled())).toEqual(['share-10-clerk']);
  });

  it('stand still in a pause and follow the due time when it moves', () => {
    const asked = until(started, '2026-03-09T10:00').rung().asked('court');
    expect(toldOf(until(asked, '2026-03-10T12:00').did(until(asked, '2026-03-10T12:00').ring()))).toEqual(['before-1-clerk']);
    const supplied = until(asked, '2026-03-10T10:00').supplied('court');
    expect(courtOf(supplied)).toMatchObject({ dueAt: at('2026-03-11T17:30'), mark: undefined, deadlineVersion: 2 });
    expect(courtOf(supplied).plan.map(({ step, at: when }) => [step, when]).slice(0, 2)).toEqual([['before-0-clerk', at('2026-03-11T08:30')], ['before-0-head', at('2026-03-11T08:30')]]);
  });

  it('begin anew for an extension that is granted', () => {
    const late = until(started, '2026-03-12T12:00').rung().wantsTime('court', at('2026-03-20T17:30'));
    const granted = late.did(decideExtensionWithin(late.state, { agency: 'court', number: 1, grantedUntil: at('2026-03-20T17:30') }, late.asking(), late.now));
    expect(courtOf(granted)).toMatchObject({ overdueAt: undefined, deadlineVersion: 2 });
    expect(toldOf(rungThrough(granted, at('2026-03-21T00:00'))).slice(-4)).toEqual(['before-1-clerk', 'before-0-clerk', 'before-0-head', 'overdue']);
  });
});

describe('the longest pause', () => {
  const asked = until(started, '2026-03-04T10:00').asked('court');
  const END = at('2026-03-06T17:30');

  it('is set when the question comes, and ends by itself: the clock runs on with what was left', () => {
    expect(courtOf(asked).waiting).toMatchObject({ since: asked.now, until: END });
    expect(nextDueAt(asked.later(DAY).state)).toBe(END);
    const ended = asked.later(END - asked.now).rung();
    expect(courtOf(ended)).toMatchObject({ dueAt: at('2026-03-13T16:00'), deadlineVersion: 2, waiting: { question: 1, endedAt: END }, moved: { because: 'pause-ended', formerDueAt: DUE } });
    expect(toldOf(rungThrough(ended, at('2026-03-14T00:00')))).toContain('overdue');
  });

  it('counts up to its end also where that is noticed late', () => {
    const late = asked.later(5 * DAY).rung();
    expect(courtOf(late).dueAt).toBe(at('2026-03-13T16:00'));
    expect(courtOf(asked.later(5 * DAY).supplied('court')).dueAt).toBe(at('2026-03-13T16:00'));
  });

  it('does not begin again with a further question before the answer, and the answer moves nothing any more', () => {
    const ended = asked.later(END - asked.now).rung();
    const more = ended.asked('court');
    expect(courtOf(more)).toMatchObject({ questions: 2, waiting: { question: 2, endedAt: END } });
    const supplied = more.later(DAY).supplied('court');
    expect(courtOf(supplied)).toMatchObject({ waiting: undefined, dueAt: courtOf(ended).dueAt, deadlineVersion: 2, supplements: [{ number: 1, deadlineVersion: 2 }] });
    expect(courtOf(supplied.asked('court')).waiting).toMatchObject({ endedAt: undefined });
  });

  it('has no end where the policy sets none', () => {
    expect(nextDueAt(aCase().asked('court').asked('audit').state)).toBeUndefined();
  });
});

describe('a case that is resumed', () => {
  const halted = until(started, '2026-03-05T10:00').answered('audit', 'OBJECT').recalled();

  it('starts what was left of the time of those who are asked again', () => {
    const resumed = until(halted, '2026-04-01T10:00').flagClosed('audit').resumed();
    expect(courtOf(resumed)).toMatchObject({ round: 2, dueBy: 'left' });
    // Three days and a half, over the Qingming holiday, to the end of the day.
    expect(workingMinutesBetween(halted.now, DUE, CHINA_CALENDAR)).toBeLessThan(4 * 540);
    expect(courtOf(resumed).dueAt).toBe(at('2026-04-07T17:30'));
  });

  it('gives a working day to whoever had none left', () => {
    const late = until(started, '2026-03-12T10:00').answered('audit', 'OBJECT').recalled();
    const resumed = until(late, '2026-04-01T10:00').flagClosed('audit').resumed();
    expect(courtOf(resumed).dueAt).toBe(at('2026-04-02T17:30'));
  });

  it('gives the whole limit to those whose case was ended and is reopened', () => {
    const reopened = until(halted.decidedTogether({ kind: 'terminate' }), '2026-04-01T10:00').decidedTogether({ kind: 'reopen' });
    expect(courtOf(reopened)).toMatchObject({ dueBy: 'limit', dueAt: at('2026-04-09T17:30') });
  });
});

describe('the review of a halt', () => {
  const halted = started.answered('audit', 'OBJECT').recalled();
  const reviewOf = (built: CaseBuilder) => built.events.flatMap((event) => (event.type === 'ReviewEscalated' ? [event.data.step] : []));

  it('is called for at its time, and climbs by itself to an end while nobody decides', () => {
    expect(nextDueAt(halted.state)).toBe(halted.state.reviewAt);
    const all = rungThrough(halted, halted.now + 365 * DAY);
    expect(reviewOf(all)).toEqual(['after-0-coordinator', 'after-3-head', 'after-5-supervising-leader', 'after-10-supervising-leader', 'after-15-supervising-leader', 'after-20-supervising-leader', 'after-25-supervising-leader']);
    expect(all.state.status).toBe('halted');
    expect(reviewOf(halted.later(365 * DAY).rung())).toEqual(reviewOf(all));
  });

  it('ends with a decision, and begins anew with a suspension', () => {
    const due = halted.later((halted.state.reviewAt ?? 0) - halted.now).rung();
    expect(nextDueAt(due.decidedTogether({ kind: 'terminate' }).state)).toBeUndefined();
    const suspended = due.decidedTogether({ kind: 'suspend', reviewAt: due.now + 20 * DAY });
    expect(nextDueAt(suspended.state)).toBe(due.now + 20 * DAY);
    expect(reviewOf(rungThrough(suspended, suspended.now + 21 * DAY))).toEqual(['after-0-coordinator', 'after-0-coordinator']);
  });
});

describe('a due time in a year without calendar', () => {
  const provisional = until(CaseBuilder.in(POLICY).opened(), '2026-12-30T10:00').started();
  const known = toWorkingCalendar([...CHINA_YEARS, { year: 2027, source: 'invented', holidays: [{ name: { zh: '元旦', en: 'New Year' }, from: '2027-01-01', to: '2027-01-03' }], shiftedWorkdays: ['2027-01-09'] }]);
  const counted = { policy: POLICY, calendarOf: () => known };

  it('is marked on record and on the request', () => {
    expect(courtOf(provisional)).toMatchObject({ provisional: true, dueAt: at('2027-01-06T17:30') });
    const { state } = provisional;
    if (!state.candidate) throw new Error('no candidate');
    expect(requestEnvelope(state.caseId, asIssued(courtOf(provisional)), state.candidate, POLICY).data).toMatchObject({ provisional: true });
  });

  it('is counted again once the year is known, with both values on record and its reminders set anew', () => {
    const recounted = provisional.later(DAY).did(recountDeadlines(provisional.state, counted, provisional.now + DAY));
    expect(courtOf(recounted)).toMatchObject({ provisional: false, dueAt: at('2027-01-07T17:30'), deadlineVersion: 2, moved: { because: 'recounted', formerDueAt: at('2027-01-06T17:30') } });
    expect(courtOf(recounted).plan.map(({ step, at: when }) => [step, when])[0]).toEqual(['before-1-clerk', at('2027-01-06T08:30')]);
    expect(recountDeadlines(recounted.state, counted, recounted.now)).toEqual({ ok: true, value: [] });
  });

  it('takes in the pauses since', () => {
    const supplied = until(until(provisional, '2026-12-31T10:00').asked('court'), '2026-12-31T15:00').supplied('court');
    expect(courtOf(supplied)).toMatchObject({ provisional: true, dueAt: at('2027-01-07T13:30') });
    const recounted = supplied.did(recountDeadlines(supplied.state, counted, supplied.now));
    expect(courtOf(recounted).dueAt).toBe(at('2027-01-08T13:30'));
  });

  it('that would lie in the past stays where it was told to be', () => {
    const shifted = { policy: POLICY, calendarOf: () => toWorkingCalendar([...CHINA_YEARS, { year: 2027, source: 'invented', holidays: [], shiftedWorkdays: ['2027-01-02', '2027-01-03'] }]) };
    const later = until(provisional, '2027-01-06T10:00');
    const recounted = later.did(recountDeadlines(later.state, shifted, later.now));
    expect(courtOf(recounted)).toMatchObject({ provisional: false, dueAt: at('2027-01-06T17:30') });
  });

  it('is left alone while the year is not known, where it was answered, and of a case that asks nobody', () => {
    const quiet = { ok: true, value: [] };
    expect(recountDeadlines(provisional.state, provisional.asking(), provisional.now)).toEqual(quiet);
    expect(recountDeadlines(provisional.answered('court').answered('audit').state, counted, provisional.now)).toEqual(quiet);
    expect(recountDeadlines(provisional.withdrawn().recalled().state, counted, provisional.now)).toEqual(quiet);
  });
});
