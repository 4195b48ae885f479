import { describe, expect, it } from '@jest/globals';
import type { CaseView } from '../hub-calls.js';
import { pendingAgencies, proposalsFor } from './proposals-for.js';

const aCase = (changed: Partial<CaseView>) => ({ status: 'vetting', requests: [], openFlags: [], otherCases: [], ...changed }) as Pick<CaseView, 'status' | 'requests' | 'openFlags' | 'otherCases'>;
const requests = [{ agency: 'court', status: 'open' }, { agency: 'audit', status: 'answered' }] as CaseView['requests'];

describe('what may be proposed', () => {
  it('follows from where the case stands', () => {
    expect(proposalsFor(aCase({ status: 'halted', openFlags: ['court'] }))).toEqual(['close-flag', 'resume', 'suspend', 'terminate']);
    expect(proposalsFor(aCase({ requests }))).toEqual(['suspend', 'terminate', 'waive']);
    expect(proposalsFor(aCase({ status: 'withdrawn' }))).toEqual(['reopen']);
    expect(proposalsFor(aCase({ status: 'cleared' }))).toEqual([]);
  });

  it('is to set aside another case only where that holds this one', () => {
    const other = (holds: boolean) => [{ caseId: 'x', foundAt: null, holds }];
    expect(proposalsFor(aCase({ otherCases: other(true) }))).toContain('disregard');
    expect(proposalsFor(aCase({ otherCases: other(false) }))).not.toContain('disregard');
  });

  it('is to do without those alone who have not answered', () => {
    expect(pendingAgencies({ requests })).toEqual(['court']);
  });
});
