import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hasErrors, printProblem } from '../../json-file/index.js';
import { lintPolicy } from '../index.js';

const SHIPPED = new URL('../../../../deploy/policies/', import.meta.url);

const agency = {
  agency: 'court', name: { zh: '法院', en: 'Court' }, scope: '有无反映', fields: ['name'], within: { workingDays: 5 }, validDays: 90, categories: { 无: 'CLEAR', 不同意: 'OBJECT' },
};
const policy = { name: 'one', version: 1, title: { zh: '一', en: 'One' }, conclusion: 'officer', haltReviewDays: 30, retentionDays: 365, agencies: [agency] };

const written = (changed: object): string => JSON.stringify({ ...policy, ...changed }, null, 2);
const withAgency = (changed: object): string => written({ agencies: [{ ...agency, ...changed }] });

/** Each problem as its code, and the text of the line that it points at from its column on. */
const found = (text: string): [string, string][] => lintPolicy(text).problems.map(({ code, line, column }) => [code, (text.split('\n')[line - 1] ?? '').slice(column - 1)]);

describe('the lint of a policy file', () => {
  it('has nothing to say of a good one', () => {
    expect(lintPolicy(written({}))).toMatchObject({ problems: [], policy: { name: 'one' } });
  });

  it.each<[string, string, string, string]>([
    ['an unknown field', written({ halt: 1 }), 'policy.field-unknown', '"halt": 1'],
    ["an agency's unknown field", withAgency({ blokcs: [] }), 'policy.field-unknown', '"blokcs": []'],
    ['an unknown predicate', withAgency({ asked: { any: [{ is: 'tall' }] } }), 'policy.predicate-unknown', '"tall"'],
    ['an unknown predicate of a flag', withAgency({ blocks: [{ codes: ['OBJECT'], when: { not: { is: 'tall' } } }] }), 'policy.predicate-unknown', '"tall"'],
    ['something that is no condition', withAgency({ asked: { or: [] } }), 'policy.condition', '{'],
    ['a category without code', withAgency({ categories: { 无: 'CLEAR', 其他: '' } }), 'policy.category-without-code', '""'],
    ['an agency that is listed twice', written({ agencies: [agency, { ...agency }] }), 'policy.agency-twice', '"court",'],
    ['no category for CLEAR', withAgency({ categories: { 不同意: 'OBJECT' } }), 'policy.no-clear', '{'],
    ['a field that no request carries', withAgency({ fields: ['name', 'salary'] }), 'policy.person-field-unknown', '"salary"'],
    ['a flag that does not exist', withAgency({ blocks: ['CLEAR'] }), 'policy.flag-unknown', '"CLEAR"'],
    ['no approver', withAgency({ approversMin: 0 }), 'policy.approvers', '0'],
    ['extensions of no days', withAgency({ extensionMax: { workingDays: 0 } }), 'policy.extension-limit', '0'],
    ['a pause of no days', withAgency({ pauseMax: { workingDays: 0 } }), 'policy.pause-limit', '0'],
    ['a pause that nobody would set', withAgency({ pauseMax: { workingDays: 61 } }), 'policy.pause-limit-implausible', '{'],
    ['a percentage over 100', written({ reminders: [{ share: 101 }] }), 'policy.reminder-share', '101'],
    ['a percentage of nothing', withAgency({ reminders: [{ share: 0 }] }), 'policy.reminder-share', '0'],
    ['a reminder that says no moment', written({ reminders: [{ mark: 'red' }] }), 'policy.reminder-moment', '{'],
    ['a reminder at two moments', written({ reminders: [{ share: 50, workingDaysBefore: 1 }] }), 'policy.reminder-moment', '{'],
    ['a reminder too many days before', written({ reminders: [{ workingDaysBefore: 61 }] }), 'policy.reminder-days', '61'],
    ['a reminder to somebody unknown', written({ reminders: [{ share: 50, tell: ['mayor'] }] }), 'policy.told-unknown', '"mayor"'],
    ['a reminder by days for a limit in minutes', withAgency({ within: { minutes: 60 }, reminders: [{ workingDaysBefore: 1 }] }), 'policy.reminder-days-without-days', '1'],
    ['a reminder before the request', withAgency({ reminders: [{ workingDaysBefore: 5 }] }), 'policy.reminder-too-early', '5'],
    ['a ladder without an end', written({ ladder: [{ workingDaysAfter: 1, tell: 'head', again: { everyWorkingDays: 1 } }] }), 'policy.ladder-endless', '{'],
    ['a ladder that goes on too long', written({ ladder: [{ workingDaysAfter: 1, tell: 'head', again: { everyWorkingDays: 1, times: 21 } }] }), 'policy.ladder-endless', '21'],
    ['a ladder without rungs', written({ ladder: [] }), 'policy.ladder-empty', '[]'],
    ['a ladder that goes down', written({ ladder: [{ workingDaysAfter: 1, tell: 'coordinator' }, { workingDaysAfter: 2, tell: 'head' }] }), 'policy.ladder-descends', '{'],
    ['a ladder that goes back in time', withAgency({ ladder: [{ workingDaysAfter: 2, tell: 'head' }, { workingDaysAfter: 1, tell: 'coordinator' }] }), 'policy.ladder-descends', '{'],
    ['a ladder that ends with the clerk', written({ ladder: [{ workingDaysAfter: 1, tell: 'clerk' }] }), 'policy.ladder-climbs-nowhere', '"clerk"'],
    ['a rung that tells nobody', written({ ladder: [{ workingDaysAfter: 1, tell: 'mayor' }] }), 'policy.told-unknown', '"mayor"'],
    ['a rung too late', written({ ladder: [{ workingDaysAfter: 61, tell: 'head' }] }), 'policy.ladder-days', '61,'],
    ['a review for a clerk', written({ reviewLadder: [{ workingDaysAfter: 1, tell: 'clerk' }, { workingDaysAfter: 2, tell: 'head' }] }), 'policy.review-ladder-clerk', '"clerk"'],
    ['a limit of no days', withAgency({ within: { workingDays: 0 } }), 'policy.limit', '0'],
    ['a counting rule that does not exist', withAgency({ counting: 'last' }), 'policy.counting', '"last"'],
    ['a counting rule for a limit in minutes', withAgency({ within: { minutes: 60 }, counting: 'first' }), 'policy.counting-without-days', '"first"'],
    ['a missing field', written({ haltReviewDays: undefined }), 'policy.field-missing', '{'],
    ['a field of the wrong kind', written({ title: 'x' }), 'policy.shape', '"x",'],
    ['a flag that neither blocks nor advises', withAgency({ blocks: [], advises: [] }), 'policy.flag-undecided', '[],'],
    ['a flag without category', withAgency({ blocks: ['OBJECT', 'SUGGEST_DEFER'] }), 'policy.flag-without-category', '{'],
    ['a flag that blocks always and advises', withAgency({ blocks: ['OBJECT'], advises: ['OBJECT'] }), 'policy.flag-contradicted', '['],
    ['a validity shorter than the reply limit', withAgency({ validDays: 6 }), 'policy.validity-too-short', '6,'],
    ['a retention shorter than the reply limit', withAgency({ within: { minutes: 129_600 }, validDays: 90 }).replace('365', '60'), 'policy.retention-too-short', '{'],
    ['conditions on every agency', withAgency({ asked: { is: 'non-party' } }), 'policy.nobody-asked', '['],
    ['extensions that nobody would set', withAgency({ extensionMax: { workingDays: 61 } }), 'policy.extension-limit-implausible', '{'],
    ['a limit nobody would set', withAgency({ within: { workingDays: 61 } }), 'policy.limit-implausible', '{'],
    ['more approvers than anybody has', withAgency({ approversMin: 4 }), 'policy.approvers-implausible', '4'],
    ['a halt that is hardly ever reviewed', written({ haltReviewDays: 90 }), 'policy.halt-review-implausible', '90,'],
    ['a key that stands there twice', written({}).replace('"version": 1', '"version": 1,\n  "version": 2'), 'policy.key-twice', '"version": 2,'],
    ['text that is no JSON', written({}).replace('"version": 1,', '"version": 1;'), 'policy.json', ';'],
    ['a comment', `// one\n${written({})}`, 'policy.json', '// one'],
    ['nothing at all', '', 'policy.json', ''],
  ])('names %s, and the place', (_, text, code, at) => {
    expect(found(text)[0]).toEqual([code, at]);
  });

  it('tells errors, which keep the coordinator from starting, from warnings', () => {
    expect(hasErrors(lintPolicy(withAgency({ approversMin: 4 })))).toBe(false);
    expect(hasErrors(lintPolicy(withAgency({ approversMin: 6 })))).toBe(true);
  });

  it('prints file, line, column and a reason in Chinese and English', () => {
    const [problem] = lintPolicy(written({ halt: 1 })).problems;
    expect(problem && printProblem('a.json', problem)).toMatch(/^a\.json:\d+:3 error policy\.field-unknown \(halt\)\n {2}未知字段“halt”.*\n {2}Unknown field "halt"/);
  });

  it.each(readdirSync(SHIPPED))('finds nothing in %s, which ships', (file) => {
    expect(lintPolicy(readFileSync(new URL(file, SHIPPED), 'utf8')).problems).toEqual([]);
  });
});
