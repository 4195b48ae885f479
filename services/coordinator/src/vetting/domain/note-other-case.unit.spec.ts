import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CASE_ID, CaseBuilder, OTHER_CASE, typesOf } from './case-builder.js';
import { issueConclusion } from './clear-case.js';
import { heldBy, holdsOthers } from './held-by.js';

describe('another case of the same person', () => {
  it('is noted once, however often it tells', () => {
    const found = aCase().toldByOther(1, false, false);
    expect(found.state.otherCases).toEqual([{ caseId: OTHER_CASE, seq: 1, foundAt: found.now, holds: false, disregarded: false }]);
    expect(typesOf(found.noteOther(1, false))).toEqual([]);
    expect(typesOf(found.noteOther(2, false, false))).toEqual([]);
  });

  it('holds the conclusion while a flag stands in it, and lets it go when the flag falls', () => {
    const held = aCase().toldByOther(3, true).answered('court').answered('audit');
    expect(held.state.status).toBe('vetting');
    expect(typesOf(held.noteOther(4, false))).toEqual(['OtherCaseReleased', 'CaseCleared']);
  });

  it('keeps an officer from signing, with a code of its own', () => {
    const held = aCase(aPolicy(undefined, { conclusion: 'officer' })).answered('court').answered('audit').toldByOther(3, true);
    expect(issueConclusion(held.state, held.policy, held.now, 'officer')).toMatchObject({ ok: false, refusal: { code: 'conclusion.other-case' } });
    const free = held.toldByOther(4, false);
    expect(typesOf(issueConclusion(free.state, free.policy, free.now, 'officer'))).toEqual(['CaseCleared']);
  });

  it('changes nothing by what it told earlier and comes late', () => {
    const held = aCase().toldByOther(7, true);
    expect(typesOf(held.noteOther(6, false))).toEqual([]);
    const released = held.toldByOther(9, false).toldByOther(11, false);
    expect(typesOf(released.noteOther(10, true))).toEqual([]);
  });

  it('is set aside by two persons until it raises a flag again', () => {
    const held = aCase().answered('court').answered('audit').toldByOther(3, true);
    expect(typesOf(held.propose({ kind: 'disregard', otherCaseId: CASE_ID }))).toEqual(['refused: hold.none']);
    const free = held.decidedTogether({ kind: 'disregard', otherCaseId: OTHER_CASE });
    expect(free.state.status).toBe('cleared');
    expect(heldBy(free.state)).toEqual([]);
    expect(heldBy(free.toldByOther(5, true).state)).toHaveLength(1);
  });

  it('is never the case itself, and twenty are enough', () => {
    expect(typesOf(aCase().noteOther(1, true, true, CASE_ID))).toEqual([]);
    const many = Array.from({ length: 20 }, (_, index) => index).reduce((on, index) => on.did(on.noteOther(1, false, false, `${OTHER_CASE.slice(0, -2)}${String(10 + index)}`)), aCase());
    expect(typesOf(many.noteOther(1, true))).toEqual([]);
  });

  it('cannot tell a case that was never opened', () => {
    expect(typesOf(CaseBuilder.in(aPolicy()).noteOther(1, true))).toEqual(['refused: case.unknown']);
  });
});

describe('a case', () => {
  it('holds the others of its person while its flag stands, and not once it is withdrawn', () => {
    const flagged = aCase().answered('court', 'OBJECT');
    expect(holdsOthers(aCase().state)).toBe(false);
    expect(holdsOthers(flagged.state)).toBe(true);
    expect(holdsOthers(flagged.flagClosed('court').state)).toBe(false);
    expect(holdsOthers(flagged.withdrawn().state)).toBe(false);
  });
});
