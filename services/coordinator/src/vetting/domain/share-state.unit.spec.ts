import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy, DAY, type CaseBuilder } from './case-builder.js';
import { shareStatesOf } from './share-state.js';

const ADVISING = aPolicy({ court: {}, audit: { blocks: [], advises: ['OBJECT', 'SUGGEST_DEFER', 'FLAG_VERIFYING', 'FLAG_IN_PERIOD'] } });
const of = (built: CaseBuilder) => shareStatesOf(built.state)['court'];

describe('how a share of a case stands', () => {
  it.each<[string, CaseBuilder, string]>([
    ['its request is out', aCase(), 'sent'],
    ['it waits for a supplement', aCase().asked('court'), 'waiting'],
    ['it asks for more time', aCase().wantsTime('court', aCase().now + 20 * DAY), 'extension-asked'],
    ['its due time has passed', aCase().later(30 * DAY).rung(), 'overdue'],
    ['it does not answer', aCase().declined('court'), 'declined'],
    ['it has nothing', aCase().answered('court'), 'clear'],
    ['it has flagged', aCase().answered('court', 'OBJECT'), 'flag'],
    ['two persons have closed its flag', aCase().answered('court', 'OBJECT').flagClosed('court'), 'flag-closed'],
    ['the case stopped before it answered', aCase().answered('audit', 'OBJECT').recalled(), 'recalled'],
    ['the candidate was withdrawn after it answered', aCase().answered('court', 'OBJECT').withdrawn(), 'sealed'],
  ])('is told where %s', (_, built, expected) => {
    expect(of(built)).toBe(expected);
  });

  it('is told as advice where the flag does not block', () => {
    expect(shareStatesOf(aCase(ADVISING).answered('audit', 'OBJECT').state)).toEqual({ court: 'sent', audit: 'advice' });
  });

  it('stands under the agency of the policy also where another answers for it', () => {
    const reassigned = aCase(aPolicy({ court: {}, audit: {}, petitions: {} })).declined('court').reassigned('court', 'audit');
    expect(shareStatesOf(reassigned.answered('audit').state)['court']).toBe('clear');
  });

  it('is not told of who was never asked', () => {
    expect(shareStatesOf(aCase().state)).toEqual({ court: 'sent', audit: 'sent' });
  });
});
