import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AgencyId, canonicalJson, CaseId, Defect, Fault, Instant, invariant, IsoInstant, ok, partsOfRequestId, refuse, RequestId, requestIdOf, toIso } from './index.js';

const CASE = '0190a1b2-c3d4-8e5f-8a6b-7c8d9e0f1a2b';
const agencies = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/);

describe('a request id', () => {
  it('gives back the case, the agency and the round that it was made of', () => {
    fc.assert(
      fc.property(agencies, fc.integer({ min: 1, max: 999 }), (agency, round) => {
        const id = requestIdOf(CASE, agency, round);
        expect(RequestId.safeParse(id).success).toBe(true);
        expect(partsOfRequestId(id)).toEqual({ caseId: CASE, agency, round });
      }),
    );
  });

  it.each([`${CASE}.court.0`, `${CASE}.court.1000`, `${CASE}.court`, `${CASE}.Court.1`, `${CASE}.court.1.1`, `${CASE}.court.1\n`, 'x.court.1', `${CASE.replace('8e5f', '4e5f')}.court.1`])('is not %p', (text) => {
    expect(RequestId.safeParse(text).success).toBe(false);
  });
});

describe('an id', () => {
  it('of a case is a UUID of version 8 and no other', () => {
    expect(CaseId.safeParse(CASE).success).toBe(true);
    for (const text of ['550e8400-e29b-41d4-a716-446655440000', CASE.toUpperCase().replace('8E5F', '8E5G'), '', `${CASE} `]) expect(CaseId.safeParse(text).success).toBe(false);
  });

  it.each(['', 'Court', '1court', '-court', 'court.', 'court*', 'court>', 'co urt', '纪委', 'a'.repeat(33), '__proto__'])('of an agency is not %p: it becomes a subject and a database', (text) => {
    expect(AgencyId.safeParse(text).success).toBe(false);
  });
});

describe('canonical JSON', () => {
  // RFC 8785: section 3.2.2 (serialisation), 3.2.3 (order of names), appendix B (numbers).
  it('is the example of RFC 8785', () => {
    const value = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000f\nA\'B"\\\\"/', literals: [null, true, false] };
    expect(canonicalJson(value)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  it('orders names by their UTF-16 code units', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect([...canonicalJson(value).matchAll(/:(\d)/g)].map(([, digit]) => digit)).toEqual(['2', '4', '6', '7', '1', '5', '3']);
  });

  it.each([[0, '0'], [-0, '0'], [5e-324, '5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'], [9007199254740992, '9007199254740992'], [1e21, '1e+21'], [9.999999999999997e22, '9.999999999999997e+22'], [0.000001, '0.000001'], [1e-7, '1e-7']])('writes %p as %s', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it('is the same for equal values, whatever the order they were made in, and reads back as they were', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('does not exist for what has no JSON form', () => {
    expect(() => canonicalJson(undefined)).toThrow(Defect);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonicalJson(value)).toThrow();
  });
});

describe('an instant', () => {
  it('goes over the wire in UTC with milliseconds and in no other form', () => {
    expect(toIso(0)).toBe('1970-01-01T00:00:00.000Z');
    fc.assert(fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (at) => IsoInstant.safeParse(toIso(at)).success));
    for (const text of ['2026-03-03T09:00:00Z', '2026-03-03T09:00:00.000+08:00', '2026-02-30T00:00:00.000Z', '2026-03-03']) expect(IsoInstant.safeParse(text).success).toBe(false);
  });

  it('is a whole number of milliseconds since 1970', () => {
    for (const at of [-1, 1.5, Number.NaN, 8_640_000_000_000_001]) expect(Instant.safeParse(at).success).toBe(false);
  });
});

describe('errors', () => {
  it('are refusals, which are returned with a code', () => {
    expect(refuse('verdict.version-stale', { version: 2 })).toEqual({ ok: false, refusal: { code: 'verdict.version-stale', params: { version: 2 } } });
    expect(ok(1)).toEqual({ ok: true, value: 1 });
  });

  it('are faults, which may be tried again unless they say otherwise, and keep their cause', () => {
    const cause = new Error('refused');
    expect(new Fault('away', { cause })).toMatchObject({ retryable: true, cause, name: 'Fault' });
    expect(new Fault('gone', { retryable: false }).retryable).toBe(false);
  });

  it('are defects where something holds that must not', () => {
    expect(() => invariant(false, 'it does not hold')).toThrow(Defect);
    expect(() => invariant(true, 'it holds')).not.toThrow();
  });
});
