import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FLAG_CODES } from '../messages/index.js';
import { Policy } from './index.js';

const agency = {
  agency: 'court', name: { zh: '法院', en: 'Court' }, scope: '有无反映', fields: ['name'], within: { workingDays: 5 }, validDays: 90, categories: { 无: 'CLEAR', 不同意: 'OBJECT' },
};
const policy = { name: 'one', version: 1, title: { zh: '一', en: 'One' }, conclusion: 'officer', haltReviewDays: 30, retentionDays: 365, agencies: [agency] };

/** Where a policy is refused, and nothing when it is accepted. */
const refusedAt = (changed: object): string[] => {
  const parsed = Policy.safeParse({ ...policy, ...changed });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
};
const withAgency = (changed: object) => refusedAt({ agencies: [{ ...agency, ...changed }] });

describe('a policy', () => {
  it('blocks on every flag and asks for one approver unless it says otherwise', () => {
    expect(Policy.parse(policy).agencies[0]).toMatchObject({ blocks: FLAG_CODES, approversMin: 1 });
    expect(Policy.parse({ ...policy, agencies: [{ ...agency, blocks: [] }] }).agencies[0]?.blocks).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an agency that is listed twice', { agencies: [agency, agency] }, 'agencies.1.agency'],
    ['no agency', { agencies: [] }, 'agencies'],
    ['a name that is no file name', { name: '../x' }, 'name'],
    ['version 0', { version: 0 }, 'version'],
    ['no word on who concludes', { conclusion: undefined }, 'conclusion'],
    ['a halt that nobody reviews', { haltReviewDays: 0 }, 'haltReviewDays'],
  ])('is refused with %s, naming the place', (_, changed, path) => {
    expect(refusedAt(changed)).toEqual([path]);
  });

  it.each<[string, object, string]>([
    ['wordings none of which means CLEAR', { categories: { 不同意: 'OBJECT' } }, 'agencies.0.categories'],
    ['a wording for a code that does not exist', { categories: { 无: 'CLEAR', 其他: 'MAYBE' } }, 'agencies.0.categories.其他'],
    ['the name of the coordinator', { agency: 'coordinator' }, 'agencies.0.agency'],
    ['a field that no request carries', { fields: ['salary'] }, 'agencies.0.fields.0'],
    ['no field at all', { fields: [] }, 'agencies.0.fields'],
    ['CLEAR among the flags that block', { blocks: ['CLEAR'] }, 'agencies.0.blocks.0'],
    ['no approver', { approversMin: 0 }, 'agencies.0.approversMin'],
    ['a limit in both units', { within: { workingDays: 5, minutes: 5 } }, 'agencies.0.within'],
  ])('is refused with an agency that has %s, naming the place', (_, changed, path) => {
    expect(withAgency(changed)).toEqual([path]);
  });
});

describe('the policy standard-five', () => {
  const standard = Policy.parse(JSON.parse(readFileSync(new URL('../../../deploy/policies/standard-five.json', import.meta.url), 'utf8')));

  it('asks exactly the five agencies', () => {
    expect(standard.agencies.map(({ agency: id }) => id)).toEqual(['discipline', 'court', 'procuratorate', 'audit', 'petitions']);
  });

  it('has a wording for every code of every agency, and every flag blocks', () => {
    for (const { categories, blocks } of standard.agencies) {
      expect([...new Set(Object.values(categories))].sort()).toEqual(['CLEAR', ...FLAG_CODES].sort());
      expect(blocks).toEqual(FLAG_CODES);
    }
  });

  it('tells everybody who it is about, and only the audit the term of office', () => {
    for (const { fields, agency: id } of standard.agencies) {
      expect(fields).toEqual(expect.arrayContaining(['name', 'identityNumber']));
      expect(fields.includes('tenureFrom')).toBe(id === 'audit');
    }
  });
});
