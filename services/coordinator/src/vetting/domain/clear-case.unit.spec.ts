import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, CaseBuilder, DAY, HOUR, MORNING, typesOf } from './case-builder.js';
import { issueConclusion, readyToClear } from './clear-case.js';
import { NO_CASE } from './case-state.js';

const policy = aPolicy({ court: { validDays: 180 }, audit: { validDays: 60 } }, { conclusion: 'officer' });
const bothClear = aCase(policy).answered('court').later(DAY).answered('audit');
const conclude = (each: CaseBuilder) => issueConclusion(each.state, each.policy, each.now, 'officer');

describe('the joint conclusion', () => {
  it('is drawn by the machine with the last clear verdict where the policy says so', () => {
    const automatic = aCase().answered('court');
    expect(typesOf(automatic.file('audit'))).toEqual(['VerdictFiled', 'CaseCleared']);
    expect(automatic.answered('audit').state).toMatchObject({ status: 'cleared', endedAt: MORNING });
  });

  it('waits for an officer where the policy says so', () => {
    expect(bothClear.state.status).toBe('vetting');
    expect(typesOf(conclude(bothClear))).toEqual(['CaseCleared']);
  });

  it('names the verdicts that it rests on and holds until the first of them expires', () => {
    const concluded = bothClear.later(HOUR).did(conclude(bothClear));
    const { court, audit } = concluded.state.requests;
    expect(concluded.events.at(-1)).toEqual({
      type: 'CaseCleared',
      data: { validUntil: MORNING + DAY + 60 * DAY, verdictHashes: { court: court?.verdict?.verdictHash, audit: audit?.verdict?.verdictHash }, by: 'officer' },
    });
  });

  it('is signed once', () => {
    expect(conclude(bothClear.did(conclude(bothClear)))).toEqual({ ok: true, value: [] });
  });

  it('is refused while a verdict is open, however late it is', () => {
    expect(typesOf(conclude(aCase(policy).answered('court')))).toEqual(['refused: conclusion.not-ready']);
    expect(typesOf(conclude(aCase(policy).answered('court').later(100 * DAY).rung()))).toEqual(['refused: conclusion.not-ready']);
    expect(typesOf(conclude(CaseBuilder.in(policy).opened()))).toEqual(['refused: conclusion.not-ready']);
  });

  it('is refused once one of its verdicts has expired', () => {
    expect(typesOf(conclude(bothClear.later(400 * DAY)))).toEqual(['refused: conclusion.verdict-expired']);
  });

  it('is refused on a flag, also after the flag was corrected', () => {
    const flagged = aCase(policy).answered('court', 'OBJECT').answered('audit');
    expect(typesOf(conclude(flagged))).toEqual(['refused: conclusion.flagged']);
    expect(typesOf(conclude(flagged.answered('court', 'CLEAR', { version: 2 })))).toEqual(['refused: conclusion.flagged']);
  });

  it('is refused where an agency has advised against, until somebody has considered it', () => {
    const advised = aCase(aPolicy({ court: { blocks: [] }, audit: {} }, { conclusion: 'officer' })).answered('court', 'OBJECT').answered('audit');
    expect(typesOf(conclude(advised))).toEqual(['refused: conclusion.not-ready']);
  });

  it('is refused of a case that is not there', () => {
    expect(typesOf(issueConclusion(NO_CASE, policy, MORNING, 'officer'))).toEqual(['refused: case.unknown']);
  });

  it('is never drawn from a case without requests', () => {
    expect(readyToClear({ ...NO_CASE, status: 'vetting' })).toBe(false);
  });
});
