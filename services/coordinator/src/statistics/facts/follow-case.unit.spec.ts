import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CASE_ID, CaseBuilder, DAY, HOUR, MORNING, OTHER_CASE } from '../../vetting/domain/case-builder.js';
import { CaseEvent } from '../../vetting/domain/index.js';
import { recordReceipt } from '../../vetting/domain/record-receipt.js';
import { idOf, isOpen } from '../domain/fact.js';
import { changedFacts, factsOf, NO_FACTS, type CaseFacts } from './case-facts.js';
import { COUNTED_EVENTS, followCase } from './follow-case.js';

const factsUpTo = ({ acts }: CaseBuilder, count = acts.length): CaseFacts =>
  acts.slice(0, count).reduce((facts, { at, events }) => events.reduce((folded, event) => followCase(folded, event, at), facts), NO_FACTS);
const requestOf = (built: CaseBuilder, agency: string, round = 1) => factsUpTo(built).requests.get(`${CASE_ID}.${agency}.${round}`);
const three = aPolicy({ court: {}, audit: {}, petitions: {} });

/** Nothing that is counted follows from these: a new event of a case is entered here, or counted. */
const MOVE_NOTHING = [
  'VerdictRejected', 'RequestOverdue', 'ExtensionAsked', 'FlagAdded', 'FlagCorrected', 'FlagClosed', 'AdviceConsidered', 'DecisionProposed', 'DecisionConfirmed', 'DecisionRefused',
  'OtherCaseHolds', 'OtherCaseReleased', 'OtherCaseDisregarded', 'ReReviewOpened', 'OfficerRecused', 'OfficerReadmitted', 'ReviewOpened', 'ConclusionLapsed',
];

describe('what of a case counts in statistics', () => {
  it('follows from each of its events, or is known to be moved by none', () => {
    const all = CaseEvent.options.map((option) => option.shape.type.value);
    expect([...COUNTED_EVENTS, ...MOVE_NOTHING].sort()).toEqual([...all].sort());
  });

  it('is nothing before it was opened', () => {
    expect(factsOf(factsUpTo(CaseBuilder.in(three)), CASE_ID, 'two')).toEqual([]);
  });

  it('is when it was proposed, sent out and concluded, and the first end of it alone', () => {
    const cleared = CaseBuilder.in(aPolicy()).opened().later(HOUR).started().later(DAY).answered('court').answered('audit');
    expect(factsUpTo(cleared).course).toEqual({ openedAt: MORNING, startedAt: MORNING + HOUR, end: { by: 'cleared', at: MORNING + HOUR + DAY } });
    const flagged = cleared.later(DAY).answered('court', 'OBJECT', { version: 2 });
    expect(factsUpTo(flagged).course.end?.by).toBe('cleared');
    expect(factsUpTo(flagged).halts).toMatchObject([{ agency: 'court', releasedAt: null }]);
  });

  it('is when a request was issued, received and first answered; a correction is counted and moves nothing', () => {
    const received = aCase().later(HOUR);
    const answered = received.did(recordReceipt(received.state, 'court', received.requestId('court'))).later(HOUR).answered('court');
    const corrected = answered.later(HOUR).answered('court', 'OBJECT', { version: 2 });
    expect(requestOf(answered, 'court')).toMatchObject({ issuedAt: MORNING, receivedAt: MORNING + HOUR, answeredAt: MORNING + 2 * HOUR, versions: 1, lateWorkingDays: 0, apart: null });
    expect(requestOf(corrected, 'court')).toMatchObject({ answeredAt: MORNING + 2 * HOUR, versions: 2 });
  });

  it('takes a pause out of the time of the agency that waits, from its first question to the answer of the coordinator', () => {
    const asked = aCase().later(HOUR).asked('court').later(HOUR).asked('court');
    const due = requestOf(asked, 'court')?.dueAt ?? 0;
    expect(requestOf(asked, 'court')?.pauses).toEqual([{ from: MORNING + HOUR, to: null }]);
    const supplied = asked.later(HOUR).supplied('court');
    expect(requestOf(supplied, 'court')?.pauses).toEqual([{ from: MORNING + HOUR, to: MORNING + 3 * HOUR }]);
    expect(requestOf(supplied, 'court')?.dueAt).toBeGreaterThan(due);
    expect(requestOf(asked.later(HOUR).answered('court'), 'court')?.pauses).toEqual([{ from: MORNING + HOUR, to: MORNING + 3 * HOUR }]);
  });

  it('is due later by an extension that was granted, and not by one that was refused', () => {
    const wants = aCase().wantsTime('court', MORNING + 20 * DAY);
    expect(requestOf(wants.decided('court', MORNING + 20 * DAY), 'court')).toMatchObject({ dueAt: MORNING + 20 * DAY, extended: true });
    expect(requestOf(wants.decided('court', null), 'court')).toMatchObject({ dueAt: requestOf(wants, 'court')?.dueAt, extended: false });
  });

  it('tells apart what ended without an answer, whatever comes after that', () => {
    const recalled = aCase(three).answered('court', 'OBJECT').recalled();
    expect(requestOf(recalled, 'audit')).toMatchObject({ apart: { because: 'recalled', at: recalled.now }, answeredAt: null });
    expect(requestOf(recalled.later(HOUR).answered('audit'), 'audit')?.apart?.because).toBe('recalled');
    expect(requestOf(recalled, 'court')?.apart).toBeNull();
    expect(requestOf(aCase().withdrawn().recalled(), 'court')?.apart?.because).toBe('recalled');
    expect(requestOf(aCase().declined('court'), 'court')?.apart?.because).toBe('declined');
    expect(requestOf(aCase().declined('court').reassigned('court', 'audit'), 'court')?.apart?.because).toBe('declined');
    expect(requestOf(aCase().decidedTogether({ kind: 'waive', agency: 'court' }), 'court')?.apart?.because).toBe('waived');
    expect(requestOf(CaseBuilder.in(three).opened().started(['court']), 'court')?.apart?.because).toBe('withheld');
    expect(requestOf(aCase(three).merged({ court: 'audit' }), 'court')?.apart?.because).toBe('reassigned');
  });

  it('is a halt, when vetting went on, and that the case was cleared after all', () => {
    const halted = aCase().answered('court', 'OBJECT');
    const released = halted.later(HOUR).flagClosed('court').resumed();
    const cleared = released.later(HOUR).answered('court').answered('audit');
    expect(factsUpTo(halted).halts).toEqual([{ number: 1, agency: 'court', at: MORNING, releasedAt: null, endedAt: null, clearedAt: null }]);
    expect(factsUpTo(released).halts).toMatchObject([{ releasedAt: MORNING + HOUR, clearedAt: null }]);
    expect(cleared.state.status).toBe('cleared');
    expect(factsUpTo(cleared).halts).toMatchObject([{ releasedAt: MORNING + HOUR, clearedAt: MORNING + 2 * HOUR }]);
    expect(factsUpTo(halted.later(HOUR).decidedTogether({ kind: 'terminate' })).halts).toMatchObject([{ releasedAt: null, endedAt: MORNING + HOUR, clearedAt: null }]);
  });

  it('names one person for all cases of the same', () => {
    const alone = factsUpTo(aCase());
    const told = factsUpTo(aCase().toldByOther(1, false));
    const least = [CASE_ID, OTHER_CASE].sort()[0];
    expect(factsOf(alone, CASE_ID, 'two').map(({ person }) => person)).toEqual([CASE_ID, CASE_ID, CASE_ID]);
    expect(factsOf(told, CASE_ID, 'two').map(({ person }) => person)).toEqual([least, least, least]);
    expect(changedFacts(alone, told, OTHER_CASE, 'two')).toHaveLength(3);
  });

  it('is the same whether every commit puts what it has changed, or all of it is put at the end', () => {
    const built = aCase(three).later(HOUR).asked('audit').later(HOUR).supplied('audit').answered('court', 'OBJECT').recalled().flagClosed('court').resumed().later(DAY).answered('audit').answered('petitions').answered('court');
    const rows = new Map<string, object>();
    built.acts.forEach((_, index) => {
      for (const fact of changedFacts(factsUpTo(built, index), factsUpTo(built, index + 1), CASE_ID, 'two')) rows.set(idOf(fact), fact);
    });
    const whole = factsOf(factsUpTo(built), CASE_ID, 'two');
    expect(new Map(whole.map((fact) => [idOf(fact), fact]))).toEqual(rows);
    expect(whole.filter(isOpen).map(idOf)).toEqual(built.state.status === 'cleared' ? [] : whole.filter(isOpen).map(idOf));
    expect(whole.every((fact) => idOf(fact).startsWith(CASE_ID))).toBe(true);
  });
});
