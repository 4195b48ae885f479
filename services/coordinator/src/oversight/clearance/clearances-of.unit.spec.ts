import { describe, expect, it } from '@jest/globals';
import { SHARED_RECORD_MS } from '@lianshen/platform/access';
import { aCase, DAY, HOUR, MORNING } from '../../vetting/domain/case-builder.js';
import { clearancesOf } from './clearances-of.js';

const corrected = aCase().later(DAY).answered('court', 'FLAG_VERIFYING').later(DAY).answered('court', 'CLEAR', { version: 2 });
const acts = corrected.acts.map((act) => ({ ...act, cause: 'spec' }));
const reading = (by: string, at: number, fields = ['verdict.findings']) => ({ by, roles: ['officer' as const], operation: 'readCaseFile', fields, task: null, at });
const seenBy = (...readings: ReturnType<typeof reading>[]) => clearancesOf(acts, readings)[0]?.seenBy.map(({ by }) => by);

describe('a clearance record', () => {
  it('names everybody who read what agencies said while the flag stood, once and in order', () => {
    const first = reading('a', MORNING + DAY + HOUR);
    expect(seenBy(first, reading('b', MORNING + DAY + 2 * HOUR), reading('a', MORNING + DAY + 3 * HOUR))).toEqual(['a', 'b']);
    expect(clearancesOf(acts, [first])).toMatchObject([{ number: 1, agency: 'court', because: 'corrected', seenBy: [{ by: 'a', roles: ['officer'], at: new Date(first.at).toISOString() }] }]);
  });

  it('names nobody who read before it or after it, or something else', () => {
    expect(seenBy(reading('a', MORNING), reading('b', MORNING + 2 * DAY + HOUR), reading('c', MORNING + DAY + HOUR, ['candidate.name']))).toEqual([]);
  });

  it('names who is on record a moment after it fell, since they were shown it before', () => {
    expect(seenBy(reading('a', MORNING + 2 * DAY + 1))).toEqual(['a']);
  });

  it('names who looked shortly before it, since looking again is in the same record', () => {
    const before = reading('a', MORNING + DAY - SHARED_RECORD_MS + 1);
    expect(clearancesOf(acts, [before])[0]?.seenBy).toEqual([{ by: 'a', roles: ['officer'], at: new Date(MORNING + DAY).toISOString() }]);
  });
});
