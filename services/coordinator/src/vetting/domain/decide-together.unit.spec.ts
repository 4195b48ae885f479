import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CaseBuilder, DAY, HOUR, OFFICER, typesOf } from './case-builder.js';
import { refuseDecision } from './decide-together.js';
import type { DecidedAction } from './decision.js';
import { openFlagsOf } from './shares.js';

const halted = aCase(aPolicy({ court: {}, audit: {}, petitions: {} })).answered('petitions').answered('court', 'FLAG_VERIFYING').later(HOUR);
const proposed = (on: CaseBuilder, action: DecidedAction) => on.did(on.propose(action));
const closing = (on: CaseBuilder, agency = 'court'): DecidedAction => ({ kind: 'close-flag', agency, verdictHash: on.state.requests[agency]?.verdict?.verdictHash ?? '' });

describe('a decision of two persons', () => {
  const waiting = proposed(halted, { kind: 'terminate' });

  it('changes nothing when it is proposed', () => {
    expect(typesOf(halted.propose({ kind: 'terminate' }))).toEqual(['DecisionProposed']);
    expect(waiting.state).toMatchObject({ status: 'halted', decisions: [{ number: 1, status: 'open', proposedBy: OFFICER, action: { kind: 'terminate' } }] });
  });

  it('is carried out when another person confirms it', () => {
    expect(typesOf(waiting.confirm())).toEqual(['DecisionConfirmed', 'CaseTerminated']);
    expect(waiting.did(waiting.confirm()).state).toMatchObject({ status: 'terminated', decisions: [{ status: 'confirmed', decidedBy: 'officer-2' }] });
  });

  it('is not confirmed by the person who proposed it', () => {
    expect(typesOf(waiting.confirm(OFFICER))).toEqual(['refused: decision.four-eyes']);
  });

  it('is confirmed or refused once', () => {
    const done = waiting.did(waiting.confirm());
    expect(typesOf(done.confirm())).toEqual(['refused: decision.decided']);
    expect(typesOf(refuseDecision(done.state, { number: 1, by: 'officer-3', reason: '重复' }))).toEqual(['refused: decision.decided']);
    expect(typesOf(waiting.confirm('officer-2', 7))).toEqual(['refused: decision.unknown']);
  });

  it('that is refused has no effect, and can be proposed anew', () => {
    const refused = waiting.did(refuseDecision(waiting.state, { number: 1, by: 'officer-2', reason: '依据不足' }));
    expect(refused.state).toMatchObject({ status: 'halted', decisions: [{ status: 'refused', refusal: '依据不足' }] });
    expect(typesOf(refused.propose({ kind: 'terminate' }))).toEqual(['DecisionProposed']);
  });

  it('waits once for the same matter', () => {
    expect(typesOf(waiting.propose({ kind: 'terminate' }))).toEqual(['refused: decision.pending']);
    expect(typesOf(waiting.propose({ kind: 'suspend', reviewAt: waiting.now + DAY }))).toEqual(['DecisionProposed']);
  });

  it('that ends a case states its basis and whether the person was heard', () => {
    expect(typesOf(halted.propose({ kind: 'terminate' }, { reason: '问题属实' }))).toEqual(['refused: decision.reason-incomplete']);
    expect(typesOf(halted.propose({ kind: 'terminate' }, { reason: '问题属实', basis: '第九条' }))).toEqual(['refused: decision.reason-incomplete']);
  });

  it('has an end to how many there can be', () => {
    let many = halted;
    for (let count = 0; count < 99; count++) {
      many = proposed(many, { kind: 'terminate' });
      many = many.did(refuseDecision(many.state, { number: many.state.decisions.length, by: 'officer-2', reason: '否' }));
    }
    expect(typesOf(many.propose({ kind: 'terminate' }))).toEqual(['refused: decision.too-many']);
  });

  it.each([
    ['resume', { kind: 'resume' }],
    ['terminate', { kind: 'terminate' }],
    ['suspend', { kind: 'suspend', reviewAt: halted.now + DAY }],
  ] as const)('to %s needs a halt', (_, action) => {
    expect(typesOf(aCase().propose(action))).toEqual(['refused: halt.none']);
    expect(typesOf(aCase().answered('court').answered('audit').propose(action))).toEqual(['refused: halt.none']);
  });

  it('is asked again for what stands in the way when it is confirmed', () => {
    const closed = halted.flagClosed('court');
    const resuming = proposed(closed, { kind: 'resume' });
    const flagged = resuming.answered('audit', 'OBJECT');
    expect(typesOf(flagged.confirm())).toEqual(['refused: halt.flags-open']);
  });
});

describe('closing a flag', () => {
  it('by two persons leaves the halt to a decision of its own', () => {
    const closed = halted.flagClosed('court');
    expect(openFlagsOf(closed.state)).toEqual([]);
    expect(closed.state.status).toBe('halted');
    expect(typesOf(closed.propose({ kind: 'resume' }))).toEqual(['DecisionProposed']);
  });

  it('is refused where the agency has none, or has said something newer', () => {
    expect(typesOf(halted.propose(closing(halted, 'petitions')))).toEqual(['refused: flag.none']);
    const waiting = proposed(halted, closing(halted));
    const newer = waiting.answered('court', 'OBJECT', { version: 2 });
    expect(typesOf(newer.confirm())).toEqual(['refused: flag.changed']);
  });

  it('does not close what the agency says later', () => {
    const again = halted.flagClosed('court').answered('court', 'OBJECT', { version: 2 });
    expect(openFlagsOf(again.state)).toEqual(['court']);
    expect(typesOf(again.propose({ kind: 'resume' }))).toEqual(['refused: halt.flags-open']);
  });
});

describe('lifting a halt', () => {
  it('is refused while a flag stands', () => {
    expect(typesOf(halted.propose({ kind: 'resume' }))).toEqual(['refused: halt.flags-open']);
  });

  it('asks those who had not answered, in a new round, and keeps the others', () => {
    const corrected = halted.recalled().answered('court', 'CLEAR', { version: 2 });
    const resumed = corrected.resumed();
    expect(resumed.state).toMatchObject({ status: 'vetting', reviewAt: undefined, endedAt: undefined });
    expect(resumed.state.requests).toMatchObject({ court: { round: 1, status: 'answered' }, petitions: { round: 1, status: 'answered' }, audit: { round: 2, status: 'open' } });
    expect(resumed.state.earlierRequests).toMatchObject([{ agency: 'audit', round: 1, status: 'recalled' }]);
    expect(resumed.answered('audit').state).toMatchObject({ status: 'cleared', conclusions: 1 });
  });

  it('concludes where everybody has answered', () => {
    const all = halted.answered('audit').answered('court', 'CLEAR', { version: 2 });
    const waiting = proposed(all, { kind: 'resume' });
    expect(typesOf(waiting.confirm())).toEqual(['DecisionConfirmed', 'VettingResumed', 'CaseCleared']);
  });

  it('takes what agencies that were merged are asked for to the successor', () => {
    const closed = proposed(halted.recalled().flagClosed('court'), { kind: 'resume' });
    const resumed = closed.did(closed.confirm('officer-2', closed.state.decisions.length, closed.asking({ audit: 'finance' })));
    expect(resumed.state.requests).toMatchObject({ finance: { answersFor: ['audit'], status: 'open' } });
    expect(resumed.answered('finance').state.status).toBe('cleared');
  });
});

describe('a suspension', () => {
  it('has a review date after now and within three months', () => {
    for (const reviewAt of [halted.now, halted.now - 1, halted.now + 93 * DAY]) expect(typesOf(halted.propose({ kind: 'suspend', reviewAt }))).toEqual(['refused: decision.review-date']);
    expect(halted.decidedTogether({ kind: 'suspend', reviewAt: halted.now + 92 * DAY }).state).toMatchObject({ status: 'suspended', reviewAt: halted.now + 92 * DAY });
  });

  it('is lifted, prolonged or ended by two persons, and a flag that comes is added', () => {
    const suspended = halted.decidedTogether({ kind: 'suspend', reviewAt: halted.now + DAY });
    expect(typesOf(suspended.file('audit', 'OBJECT'))).toEqual(['VerdictFiled', 'FlagAdded']);
    expect(suspended.flagClosed('court').resumed().state.status).toBe('vetting');
    expect(suspended.decidedTogether({ kind: 'suspend', reviewAt: halted.now + 2 * DAY }).state.reviewAt).toBe(halted.now + 2 * DAY);
    expect(suspended.decidedTogether({ kind: 'terminate' }).state.status).toBe('terminated');
  });
});

describe('reopening', () => {
  const terminated = halted.recalled().decidedTogether({ kind: 'terminate' });

  it('asks those whose flag stands, and those who had not answered', () => {
    const reopened = terminated.decidedTogether({ kind: 'reopen' });
    expect(reopened.state.requests).toMatchObject({ court: { round: 2, status: 'open' }, audit: { round: 2, status: 'open' }, petitions: { round: 1 } });
    expect(openFlagsOf(reopened.state)).toEqual(['court']);
  });

  it('clears when who had flagged says otherwise, and halts when it says the same', () => {
    const reopened = terminated.decidedTogether({ kind: 'reopen' }).answered('audit');
    expect(reopened.answered('court').state).toMatchObject({ status: 'cleared' });
    expect(typesOf(reopened.file('court', 'OBJECT'))).toEqual(['VerdictFiled', 'CaseHalted']);
  });

  it('does not let an answer to the request before lift a flag of the later one', () => {
    const flagged = terminated.decidedTogether({ kind: 'reopen' }).answered('court', 'OBJECT');
    const late = flagged.answered('court', 'CLEAR', { requestId: halted.requestId('court'), version: 2, requestHash: halted.state.requests['court']?.requestHash ?? '' });
    expect(openFlagsOf(late.state)).toEqual(['court']);
  });

  it('sends out a case that was withdrawn before it began', () => {
    const screening = CaseBuilder.in(aPolicy()).opened().withdrawn();
    expect(screening.decidedTogether({ kind: 'reopen' }).state).toMatchObject({ status: 'vetting', requests: { court: { status: 'open' }, audit: { status: 'open' } } });
  });

  it('is refused where nothing has ended', () => {
    expect(typesOf(halted.propose({ kind: 'reopen' }))).toEqual(['refused: case.not-ended']);
  });
});

describe('waiving', () => {
  const declined = aCase().declined('court');

  it('does without an agency that does not answer, and the case clears on the others', () => {
    expect(declined.answered('audit').state.status).toBe('vetting');
    expect(declined.decidedTogether({ kind: 'waive', agency: 'court' }).answered('audit').state).toMatchObject({ status: 'cleared', requests: { court: { status: 'waived' } } });
    expect(typesOf(declined.answered('audit').did(declined.answered('audit').propose({ kind: 'waive', agency: 'court' })).confirm())).toEqual(['DecisionConfirmed', 'RequestWaived', 'CaseCleared']);
  });

  it('of everybody clears nothing', () => {
    const nobody = aCase().decidedTogether({ kind: 'waive', agency: 'court' }).decidedTogether({ kind: 'waive', agency: 'audit' });
    expect(nobody.state.status).toBe('vetting');
  });

  it('is refused for who has answered or was never asked', () => {
    expect(typesOf(aCase().answered('court').propose({ kind: 'waive', agency: 'court' }))).toEqual(['refused: request.closed']);
    expect(typesOf(aCase().propose({ kind: 'waive', agency: 'petitions' }))).toEqual(['refused: request.unknown']);
    expect(typesOf(halted.propose({ kind: 'waive', agency: 'audit' }))).toEqual(['refused: case.not-vetting']);
  });

  it('does not keep a flag out that comes all the same', () => {
    const waived = aCase().decidedTogether({ kind: 'waive', agency: 'court' });
    expect(typesOf(waived.file('court', 'OBJECT'))).toEqual(['VerdictFiled', 'CaseHalted']);
  });
});
