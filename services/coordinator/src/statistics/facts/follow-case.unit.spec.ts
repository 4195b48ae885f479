import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aCase, aPolicy, CASE_ID, CaseBuilder, DAY, HOUR, MORNING, OTHER_CASE } from '../../vetting/domain/case-builder.js';
import { allRequestsOf, CaseEvent } from '../../vetting/domain/index.js';
import { recordReceipt } from '../../vetting/domain/record-receipt.js';
import { idOf } from '../domain/fact.js';
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
  'AgencyReminded', 'OverdueEscalated', 'ReviewEscalated', 'PutOnAgenda',
];

/** Steps that a case may take in any order; one that is refused is left out. */
const STEPS: readonly ((built: CaseBuilder, agency: string) => CaseBuilder)[] = [
  (built) => built.later(HOUR),
  (built) => built.later(3 * DAY).rung(),
  (built, agency) => built.answered(agency, 'CLEAR', { version: (built.state.requests[agency]?.verdict?.version ?? 0) + 1 }),
  (built, agency) => built.answered(agency, 'OBJECT', { version: (built.state.requests[agency]?.verdict?.version ?? 0) + 1 }),
  (built, agency) => built.asked(agency),
  (built, agency) => built.supplied(agency),
  (built, agency) => built.wantsTime(agency, built.now + 30 * DAY, (built.state.requests[agency]?.extensions.length ?? 0) + 1),
  (built, agency) => built.decided(agency, built.now + 25 * DAY, built.state.requests[agency]?.extensions.length ?? 1),
  (built, agency) => built.declined(agency),
  (built, agency) => built.reassigned(agency, 'audit'),
  (built, agency) => built.flagClosed(agency),
  (built) => built.resumed(),
  (built) => built.recalled(),
  (built, agency) => built.decidedTogether({ kind: 'waive', agency }),
  (built) => built.withdrawn(),
  (built) => built.decidedTogether({ kind: 'reopen' }),
];

function taken(built: CaseBuilder, step: number, agency: string): CaseBuilder {
  try {
    return STEPS[step]?.(built, agency) ?? built;
  } catch (error) {
    if (error instanceof Error && error.message.includes('a step of the builder was refused')) return built;
    throw error;
  }
}

/** With a longest pause, too. */
const bounded = aPolicy({ court: { pauseMax: { workingDays: 1 } }, audit: {}, petitions: { pauseMax: { workingDays: 3 } } });

const anyCase = fc.tuple(fc.constantFrom(three, bounded), fc.array(fc.tuple(fc.nat(STEPS.length - 1), fc.constantFrom('court', 'audit', 'petitions')), { maxLength: 30 }))
  .map(([policy, steps]) => steps.reduce((built, [step, agency]) => taken(built, step, agency), aCase(policy)));

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

  it('takes no more than the longest pause out of it, also where a further question comes before the answer', () => {
    const asked = aCase(aPolicy({ court: { pauseMax: { workingDays: 1 } }, audit: {} })).asked('court').later(3 * DAY);
    const ended = asked.rung();
    const [pause] = requestOf(ended, 'court')?.pauses ?? [];
    expect(pause?.to).toBe(asked.state.requests['court']?.waiting?.until);
    expect(requestOf(ended, 'court')?.dueAt).toBe(ended.state.requests['court']?.dueAt);
    expect(requestOf(ended.asked('court'), 'court')?.pauses).toEqual([pause]);
    expect(requestOf(ended.later(HOUR).supplied('court').asked('court'), 'court')?.pauses).toHaveLength(2);
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
    fc.assert(
      fc.property(anyCase, (built) => {
        const rows = new Map<string, object>();
        built.acts.forEach((_, index) => {
          for (const fact of changedFacts(factsUpTo(built, index), factsUpTo(built, index + 1), CASE_ID, 'two')) rows.set(idOf(fact), fact);
        });
        expect(new Map(factsOf(factsUpTo(built), CASE_ID, 'two').map((fact) => [idOf(fact), fact]))).toEqual(rows);
      }),
    );
  });

  it('agrees with the case on what is open, when it is due and how often it was halted', () => {
    fc.assert(
      fc.property(anyCase, (built) => {
        const facts = factsUpTo(built);
        for (const request of allRequestsOf(built.state)) {
          const fact = facts.requests.get(request.requestId);
          expect([fact?.answeredAt === null && fact.apart === null, fact?.dueAt, fact?.versions]).toEqual([request.status === 'open', request.dueAt, request.verdict?.version ?? 0]);
          expect(fact?.pauses.some(({ to }) => to === null)).toBe(request.waiting !== undefined && request.waiting.endedAt === undefined);
        }
        expect(facts.requests.size).toBe(allRequestsOf(built.state).length);
        expect(facts.halts).toHaveLength(built.events.filter(({ type }) => type === 'CaseHalted').length);
        if (built.state.status === 'vetting' || built.state.status === 'cleared') expect(facts.halts.every(({ releasedAt, endedAt }) => releasedAt !== null || endedAt !== null)).toBe(true);
      }),
    );
  });
});
