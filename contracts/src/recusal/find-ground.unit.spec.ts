import { describe, expect, it } from '@jest/globals';
import { findGround, type OwnRelations, type RecusalSubject } from './index.js';

const NOW = Date.parse('2026-11-25T10:00:00+08:00');
const NOBODY: OwnRelations = { relatives: [], units: [] };
const SUBJECT: RecusalSubject = { name: 'mark-of-name', identityNumber: 'mark-of-number', employer: '市试例局', employerCode: '91350100M000100Y43' };
const spouse = (marks: { name?: string; identityNumber?: string }): OwnRelations => ({ ...NOBODY, relatives: [{ relation: 'spouse', ...marks }] });
const workedAt = (unit: OwnRelations['units'][number]): OwnRelations => ({ ...NOBODY, units: [unit] });

describe('the ground of a recusal', () => {
  it('is the declared relation where the identity number is the same', () => {
    expect(findGround(spouse({ name: 'another', identityNumber: 'mark-of-number' }), SUBJECT, NOW)).toEqual({ ground: 'spouse', certain: true });
  });

  it('is none for a namesake with another identity number', () => {
    expect(findGround(spouse({ name: 'mark-of-name', identityNumber: 'another' }), SUBJECT, NOW)).toBeUndefined();
  });

  it('is uncertain where only the name is known to be the same', () => {
    expect(findGround(spouse({ name: 'mark-of-name' }), SUBJECT, NOW)).toEqual({ ground: 'spouse', certain: false });
    expect(findGround(spouse({ name: 'mark-of-name', identityNumber: 'a-number' }), { name: 'mark-of-name' }, NOW)).toEqual({ ground: 'spouse', certain: false });
  });

  it('is the same unit by its credit code, whatever it is called, and by its name where a code is missing', () => {
    expect(findGround(workedAt({ name: '改了名的局', code: '91350100M000100Y43' }), SUBJECT, NOW)).toEqual({ ground: 'same-unit', certain: true });
    expect(findGround(workedAt({ name: ' 市试例局　' }), SUBJECT, NOW)).toEqual({ ground: 'same-unit', certain: true });
    expect(findGround(workedAt({ name: '市试例局', code: '91350100M000100Y00' }), SUBJECT, NOW)).toBeUndefined();
  });

  it('counts a unit for three years after the last month there', () => {
    const left = (until: string) => findGround(workedAt({ name: '市试例局', until }), SUBJECT, NOW)?.ground;
    expect([left('2023-11'), left('2023-10')]).toEqual(['same-unit', undefined]);
  });

  it('prefers what is certain to what may be a namesake', () => {
    const own: OwnRelations = { relatives: [{ relation: 'lineal', name: 'mark-of-name' }, { relation: 'affinity', identityNumber: 'mark-of-number' }], units: [] };
    expect(findGround(own, SUBJECT, NOW)).toEqual({ ground: 'affinity', certain: true });
  });

  it('is none where nothing of the candidate is known', () => {
    expect(findGround({ relatives: [{ relation: 'spouse' }], units: [{ name: '' }] }, {}, NOW)).toBeUndefined();
  });
});
