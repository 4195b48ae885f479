import { describe, expect, it } from '@jest/globals';
import type { CaseFacts, Policy } from '@lianshen/contracts/policy';
import { aPolicy, CaseBuilder, OPEN, typesOf } from './case-builder.js';
import { readyToClear } from './clear-case.js';
import { openFlagsOf } from './shares.js';

const principal = { is: 'principal-post' as const };
const policy = aPolicy({ court: {}, audit: { blocks: [{ codes: ['OBJECT'], when: principal }], advises: ['SUGGEST_DEFER'] }, 'united-front': { asked: { is: 'non-party' } } });

const aCaseOf = (facts: CaseFacts, given: Policy = policy) => CaseBuilder.in(given).opened({ candidate: { ...OPEN.candidate, facts } }).started();

describe('rules of a policy under a condition', () => {
  it('ask an agency where the condition holds or is unknown, and leave it out where it does not hold', () => {
    expect(Object.keys(aCaseOf({ 'non-party': true }).state.requests)).toEqual(['court', 'audit', 'united-front']);
    expect(Object.keys(aCaseOf({}).state.requests)).toEqual(['court', 'audit', 'united-front']);
    expect(Object.keys(aCaseOf({ 'non-party': false }).state.requests)).toEqual(['court', 'audit']);
  });

  it('let the case conclude without the agency that is not asked', () => {
    expect(typesOf(aCaseOf({ 'non-party': false }).answered('court').file('audit'))).toEqual(['VerdictFiled', 'CaseCleared']);
  });

  it('halt the case by a flag whose condition holds, or is unknown', () => {
    for (const facts of [{ 'principal-post': true }, {}]) {
      expect(typesOf(aCaseOf({ ...facts, 'non-party': false }).answered('court').file('audit', 'OBJECT'))).toEqual(['VerdictFiled', 'CaseHalted']);
    }
  });

  it('file a flag whose condition does not hold as advice, and the case waits for a person', () => {
    const advised = aCaseOf({ 'principal-post': false, 'non-party': false }).answered('court').answered('audit', 'OBJECT');
    expect(advised.state.requests['audit']?.verdict).toMatchObject({ code: 'OBJECT', blocking: false });
    expect(advised.state.status).toBe('vetting');
    expect(openFlagsOf(advised.state)).toEqual([]);
    expect(readyToClear(advised.state)).toBe(false);
  });

  it('count a candidate of an older ledger, without facts, as unknown', () => {
    const old = CaseBuilder.in(policy).opened().started();
    expect(Object.keys(old.state.requests)).toContain('united-front');
    expect(old.answered('audit', 'OBJECT').state.status).toBe('halted');
  });
});
