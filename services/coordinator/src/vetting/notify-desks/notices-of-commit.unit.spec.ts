import { describe, expect, it } from '@jest/globals';
import { DeskNotices } from '@lianshen/contracts/messages';
import { aCase, aPolicy, DAY, type CaseBuilder } from '../domain/case-builder.js';
import { factsOfCommit, noticesOfCommit } from './notices-of-commit.js';

const noticesOf = (after: CaseBuilder, before?: CaseBuilder) => noticesOfCommit(after.state, after.events.slice(before?.events.length ?? 0), { seq: 7, at: after.now });
const factsOf = (after: CaseBuilder, before?: CaseBuilder) => factsOfCommit(after.state, after.events.slice(before?.events.length ?? 0), { seq: 7, at: after.now });
const named = (after: CaseBuilder, before?: CaseBuilder) => noticesOf(after, before).map(({ agency, fact }) => `${agency} ${fact}`);

describe('the notices of a commit', () => {
  const started = aCase(aPolicy({ court: {}, audit: {}, petitions: {} }));

  it('tell each agency of the request that is its own', () => {
    expect(named(started)).toEqual(['court request-issued', 'audit request-issued', 'petitions request-issued']);
  });

  it('tell of recalls to those that are recalled, at the beat, and nothing to the agency that flagged', () => {
    expect(named(started.answered('court', 'OBJECT'), started)).toEqual([]);
    expect(named(started.answered('court', 'OBJECT').recalled(), started)).toEqual(['audit request-recalled', 'petitions request-recalled']);
  });

  it('tell of what is late', () => {
    const late = started.answered('court').later(30 * DAY);
    expect(named(late.rung(), late)).toEqual(['audit request-overdue', 'petitions request-overdue']);
  });

  it('tell of reminders and of the ladder those whom a step names: of one desk once, and higher up without naming an agency', () => {
    const policy = aPolicy({ court: { within: { minutes: 60 }, reminders: [{ share: 50, tell: ['clerk', 'head', 'coordinator'] }], ladder: [{ workingDaysAfter: 1, tell: 'head' }, { workingDaysAfter: 2, tell: 'coordinator' }, { workingDaysAfter: 3, tell: 'supervising-leader' }] }, audit: {} });
    const soon = aCase(policy).later(40 * 60_000);
    expect(named(soon.rung(), soon)).toEqual(['court request-reminder']);
    expect(factsOf(soon.rung(), soon).map(({ fact }) => fact)).toEqual(['answer-reminder']);
    const late = soon.rung().later(4 * DAY);
    expect(named(late.rung(), late)).toEqual(['court request-overdue', 'court request-escalated']);
    expect(factsOf(late.rung(), late).map(({ fact }) => fact)).toEqual(['overdue', 'overdue-escalated', 'overdue-for-leader']);
    expect(JSON.stringify(factsOf(late.rung(), late))).not.toMatch(/court/);
  });

  it('tell of a due time that moved by itself, and call for the review of a halt ever higher up', () => {
    const asked = aCase(aPolicy({ court: { pauseMax: { workingDays: 1 } }, audit: {} })).asked('court').later(2 * DAY);
    expect(named(asked.rung(), asked)).toEqual(['court deadline-moved']);
    const halted = aCase().answered('court', 'OBJECT').recalled().later(60 * DAY);
    expect(named(halted.rung(), halted)).toEqual([]);
    expect(factsOf(halted.rung(), halted).map(({ fact }) => fact)).toEqual(['review-due', 'review-for-head', 'review-for-leader']);
  });

  it('tell of a verdict that was not accepted', () => {
    expect(named(started.answered('court', 'CLEAR', { requestHash: 'x'.repeat(43) }), started)).toEqual(['court verdict-rejected']);
  });

  it('tell nothing of a verdict that was filed', () => {
    expect(named(started.answered('court'), started)).toEqual([]);
  });

  it('tell the coordinator what became of the case, each thing once, and neither who nor through whom', () => {
    const late = started.later(30 * DAY);
    expect(factsOf(late.rung(), late).map(({ fact }) => fact)).toEqual(['overdue']);
    expect(factsOf(started)).toEqual([]);
    const halted = factsOf(started.answered('court', 'OBJECT'), started);
    expect(halted.map(({ fact }) => fact)).toEqual(['halted']);
    expect(JSON.stringify(halted)).not.toMatch(/court|audit|petitions/);
  });

  it('have the shape that crosses the wire, and nothing of the person or of another agency', () => {
    const notices = noticesOf(started);
    const facts = factsOf(started.answered('court', 'OBJECT'));
    expect(DeskNotices.parse({ notices, facts })).toEqual({ notices, facts });
    const text = JSON.stringify({ notices, facts });
    for (const personal of ['张三', '990101198001010014', '试用']) expect(text).not.toContain(personal);
    expect(JSON.stringify(notices.filter(({ agency }) => agency === 'court'))).not.toMatch(/audit|petitions/);
  });
});
