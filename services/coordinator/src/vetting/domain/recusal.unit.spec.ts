import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CASE_ID, CaseBuilder, HOUR, OFFICER, OTHER_CASE, SECOND_OFFICER, typesOf } from './case-builder.js';
import { CaseEvent } from './case-event.js';
import { confirmDecision } from './decide-together.js';
import { heldBy } from './held-by.js';
import { readmitOfficer } from './recuse-officer.js';
import { openFlagsOf } from './shares.js';

const byOfficer = aPolicy({ court: {}, audit: {} }, { conclusion: 'officer' });
const statusOf = ({ state }: CaseBuilder, agency: string) => state.requests[agency]?.status;

describe('a verdict that was given with somebody who should have been recused', () => {
  it('counts for no conclusion, and its agency alone is asked anew', () => {
    const doubted = aCase().answered('court').questioned('court');
    expect(doubted.state).toMatchObject({ status: 'vetting', requests: { court: { status: 'open', round: 2 }, audit: { round: 1 } }, earlierRequests: [{ agency: 'court', questioned: 1 }] });
    expect(doubted.answered('audit').state.status).toBe('vetting');
    expect(doubted.answered('audit').answered('court').state.status).toBe('cleared');
  });

  it('takes a conclusion back that was drawn on it, and the next one is a further version', () => {
    const cleared = aCase().answered('court').answered('audit').later(HOUR);
    const doubted = cleared.questioned('court');
    expect(typesOf(cleared.question('court', 1))).toEqual(['ReReviewOpened', 'VettingResumed', 'RequestIssued']);
    expect(doubted.state).toMatchObject({ status: 'vetting', validUntil: undefined });
    expect(statusOf(doubted, 'audit')).toBe('answered');
    expect(doubted.answered('court').state).toMatchObject({ status: 'cleared', conclusions: 2 });
  });

  it('halts the case like any other where the new answer flags', () => {
    expect(aCase().answered('court').answered('audit').questioned('court').answered('court', 'OBJECT').state.status).toBe('halted');
  });

  it('keeps a flag standing: its agency corrects it, or two persons close it and it is asked anew', () => {
    const flagged = aCase().answered('court', 'OBJECT').answered('audit').questioned('court');
    expect(flagged.state.status).toBe('halted');
    expect(openFlagsOf(flagged.state)).toEqual(['court']);
    const resumed = flagged.flagClosed('court').resumed();
    expect(resumed.state).toMatchObject({ status: 'vetting', requests: { court: { status: 'open', round: 2 } } });
    expect(resumed.answered('court').state.status).toBe('cleared');
  });

  it('is doubted no more by a corrected version, which may even come first', () => {
    const doubted = aCase().answered('court').questioned('court');
    const corrected = doubted.answered('court', 'CLEAR', { requestId: `${CASE_ID}.court.1`, version: 2, requestHash: doubted.state.earlierRequests[0]?.requestHash ?? '' });
    expect(typesOf(corrected.question('court', 1, `${CASE_ID}.court.1`))).toEqual([]);
    const late = aCase().answered('court').answered('court', 'CLEAR', { version: 2 });
    expect(typesOf(late.question('court', 1))).toEqual([]);
  });

  it('may be doubted before it has come', () => {
    const early = aCase().questioned('court', 1);
    expect(early.state.requests['court']).toMatchObject({ status: 'open', round: 1 });
    expect(early.answered('court').answered('audit').state.status).toBe('vetting');
  });

  it('is doubted once, by its own agency', () => {
    const doubted = aCase().answered('court').questioned('court');
    expect(typesOf(doubted.question('court', 1, `${CASE_ID}.court.1`))).toEqual([]);
    expect(typesOf(doubted.question('petitions', 1))).toEqual(['refused: request.unknown']);
  });

  it('of a candidate who was withdrawn is noted, and nobody is asked', () => {
    const withdrawn = aCase().answered('court').withdrawn();
    expect(typesOf(withdrawn.question('court', 1))).toEqual(['ReReviewOpened']);
  });

  it('stands in the ledger with its words in the private part', () => {
    const result = aCase().answered('court').question('court', 1);
    const [event] = result.ok ? result.value : [];
    expect(CaseEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(JSON.stringify(event?.data)).not.toContain('回避');
  });
});

describe('a person of the coordinator who is found related', () => {
  it('leaves an open proposal void', () => {
    const halted = aCase().answered('court', 'OBJECT');
    const proposed = halted.did(halted.propose({ kind: 'terminate' })).withoutPerson(OFFICER);
    expect(proposed.state).toMatchObject({ status: 'halted', recused: [OFFICER], decisions: [{ status: 'void' }] });
    expect(typesOf(confirmDecision(proposed.state, { number: 1, by: SECOND_OFFICER, asking: proposed.asking() }, proposed.now))).toEqual(['refused: decision.decided']);
  });

  it.each([OFFICER, SECOND_OFFICER])('has a flag stand again that %s helped to close, also over a conclusion', (person) => {
    const cleared = aCase().answered('audit').answered('court', 'OBJECT').flagClosed('court').resumed().answered('court');
    expect(cleared.state.status).toBe('cleared');
    const review = cleared.withoutPerson(person);
    expect(typesOf(cleared.recuse(person))).toEqual(['OfficerRecused', 'ReviewOpened']);
    expect(review.state).toMatchObject({ status: 'halted', validUntil: undefined, decisions: [{ status: 'void' }, { status: 'void' }] });
  });

  it('opens a review of an end that they proposed: two others decide anew', () => {
    const review = aCase().answered('court', 'OBJECT').decidedTogether({ kind: 'terminate' }).withoutPerson(OFFICER);
    expect(review.state.status).toBe('halted');
    expect(openFlagsOf(review.state)).toEqual(['court']);
    expect(review.state.reviewAt).toBeGreaterThan(review.now);
  });

  it('has an agency asked again that was waived with their vote', () => {
    const waived = aCase().answered('court').decidedTogether({ kind: 'waive', agency: 'audit' });
    expect(waived.state.status).toBe('cleared');
    const review = waived.withoutPerson(SECOND_OFFICER);
    expect(statusOf(review, 'audit')).toBe('recalled');
    expect(review.resumed().state).toMatchObject({ status: 'vetting', requests: { audit: { status: 'open', round: 2 } } });
  });

  it('leaves alone what others have decided anew since', () => {
    const disregard = { kind: 'disregard', otherCaseId: OTHER_CASE } as const;
    const anew = aCase().toldByOther(2, true).decidedTogether(disregard).toldByOther(3, false).toldByOther(4, true).decidedTogether(disregard, ['officer-3', 'officer-4']);
    expect(heldBy(anew.withoutPerson(OFFICER).state)).toEqual([]);
    expect(heldBy(anew.withoutPerson('officer-4').state)).toHaveLength(1);
  });

  it('lets another case hold this one again that was set aside with their vote', () => {
    const free = aCase().toldByOther(2, true).decidedTogether({ kind: 'disregard', otherCaseId: OTHER_CASE });
    expect(heldBy(free.state)).toEqual([]);
    expect(heldBy(free.withoutPerson(OFFICER).state)).toHaveLength(1);
  });

  it('has the conclusion signed again that they signed, and advice considered again that they considered', () => {
    const signed = aCase(byOfficer).answered('court').answered('audit').concludedBy(OFFICER);
    const back = signed.withoutPerson(OFFICER);
    expect(typesOf(signed.recuse(OFFICER))).toEqual(['OfficerRecused', 'VettingResumed']);
    expect(back.concludedBy('officer-3').state).toMatchObject({ status: 'cleared', conclusions: 2, concludedBy: 'officer-3' });
    const advised = aCase(aPolicy({ court: { blocks: ['OBJECT'] }, audit: {} })).answered('audit').answered('court', 'SUGGEST_DEFER').considered();
    expect(advised.state.status).toBe('cleared');
    expect(advised.withoutPerson(OFFICER).state).toMatchObject({ status: 'vetting', considered: [] });
  });

  it('changes nothing where they have judged nothing, or the candidate was withdrawn, and is recused once', () => {
    const cleared = aCase().answered('court').answered('audit');
    expect(typesOf(cleared.recuse(OFFICER))).toEqual(['OfficerRecused']);
    expect(cleared.withoutPerson(OFFICER).state.status).toBe('cleared');
    expect(typesOf(cleared.withoutPerson(OFFICER).recuse(OFFICER))).toEqual([]);
    const withdrawn = aCase().answered('court', 'OBJECT').flagClosed('court').withdrawn();
    expect(withdrawn.withoutPerson(OFFICER).state.status).toBe('withdrawn');
    expect(typesOf(CaseBuilder.in(byOfficer).recuse(OFFICER))).toEqual([]);
  });

  it('may take part again when it is taken back, and what has fallen stays so', () => {
    const review = aCase().answered('court', 'OBJECT').decidedTogether({ kind: 'terminate' }).withoutPerson(OFFICER);
    const back = review.did(readmitOfficer(review.state, OFFICER));
    expect(back.state).toMatchObject({ status: 'halted', recused: [], decisions: [{ status: 'void' }] });
    expect(typesOf(readmitOfficer(back.state, OFFICER))).toEqual([]);
  });
});
