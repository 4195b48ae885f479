import { describe, expect, it } from '@jest/globals';
import { CaseNumber, caseNumberOf, readCaseNumber } from './case-number.js';

const OPENED = Date.parse('2026-12-31T17:00:00Z');
const A_CASE = { caseId: '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2b', batchId: '0190a1b2-c3d4-8e5f-8a6b-0000c0ffee01', row: 12, openedAt: OPENED };

describe('the number of a case', () => {
  it('is made of the year of opening in China, the batch and the row of the list', () => {
    const number = caseNumberOf(A_CASE);
    expect(number).toMatch(/^2027-[0-9A-Z]{6}-012$/);
    expect(CaseNumber.parse(number)).toBe(number);
    expect(caseNumberOf({ ...A_CASE, openedAt: OPENED + 1 })).toBe(number);
  });

  it('has the case in the place of the row where the candidate came without a list', () => {
    const [one, other] = [caseNumberOf({ ...A_CASE, row: 0 }), caseNumberOf({ ...A_CASE, row: 0, caseId: '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2c' })];
    expect(CaseNumber.safeParse(one).success).toBe(true);
    expect(one).toMatch(/-X[0-9A-Z]{5}$/);
    expect(one).not.toBe(other);
  });

  it('keeps a row beyond a thousand whole', () => {
    expect(caseNumberOf({ ...A_CASE, row: 20_000 })).toMatch(/-20000$/);
  });

  it('is read as people type it', () => {
    const number = caseNumberOf(A_CASE);
    expect(readCaseNumber(` ${number.toLowerCase()}　`)).toBe(number);
    expect(readCaseNumber('2026-ooli11-001')).toBe('2026-001111-001');
  });
});
