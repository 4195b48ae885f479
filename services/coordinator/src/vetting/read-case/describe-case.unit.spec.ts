import { describe, expect, it } from '@jest/globals';
import { aCase, aPolicy } from '../domain/case-builder.js';
import { describeCase } from './describe-case.js';

describe('a case as an officer reads it', () => {
  it('tells by which rule each due time was counted, and that one in minutes has none', () => {
    const { state } = aCase(aPolicy({ court: { counting: 'first' }, audit: {}, petitions: { within: { minutes: 30 } } }));
    const { requests } = describeCase(state, (agency) => ({ zh: agency, en: agency }));
    expect(requests.map(({ agency, counting }) => [agency, counting])).toEqual([['court', 'first'], ['audit', 'next'], ['petitions', null]]);
  });
});
