import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FLAG_CODES } from '../messages/index.js';
import { Condition, evaluate, explainPolicy, isAsked, isBlocking, Policy, Predicate, type CaseFacts } from './index.js';

const facts = fc.dictionary(fc.constantFrom(...Predicate.options), fc.boolean()) as fc.Arbitrary<CaseFacts>;
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.record({ is: fc.constantFrom(...Predicate.options) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

/** Every way in which the unknown facts could turn out. */
function completions(known: CaseFacts, names: readonly Predicate[]): CaseFacts[] {
  const [name, ...others] = names.filter((each) => known[each] === undefined);
  return name === undefined ? [known] : [true, false].flatMap((value) => completions({ ...known, [name]: value }, others));
}

const namesIn = (part: Condition): Predicate[] => {
  if ('is' in part) return [part.is];
  if ('not' in part) return namesIn(part.not);
  return ('any' in part ? part.any : part.all).flatMap(namesIn);
};

describe('a condition', () => {
  it.each<[Condition, CaseFacts, string]>([
    [{ is: 'key-post' }, { 'key-post': true }, 'yes'],
    [{ is: 'key-post' }, {}, 'unknown'],
    [{ not: { is: 'key-post' } }, {}, 'unknown'],
    [{ not: { is: 'key-post' } }, { 'key-post': true }, 'no'],
    [{ any: [{ is: 'key-post' }, { is: 'non-party' }] }, { 'non-party': true }, 'yes'],
    [{ any: [{ is: 'key-post' }, { is: 'non-party' }] }, { 'non-party': false }, 'unknown'],
    [{ all: [{ is: 'key-post' }, { is: 'non-party' }] }, { 'non-party': false }, 'no'],
    [{ all: [{ is: 'key-post' }, { is: 'non-party' }] }, { 'non-party': true, 'key-post': true }, 'yes'],
  ])('%j over %j is %s', (given, known, expected) => {
    expect(evaluate(given, known)).toBe(expected);
  });

  it('that is decided stays so, however the unknown facts turn out', () => {
    fc.assert(
      fc.property(condition, facts, (given, known) => {
        const truth = evaluate(given, known);
        const names = [...new Set(namesIn(given))].slice(0, 8);
        if (truth !== 'unknown') for (const complete of completions(known, names)) expect(evaluate(given, complete)).toBe(truth);
      }),
      { numRuns: 300 },
    );
  });

  it('is never unknown when every fact is known, and comes through JSON as it is', () => {
    fc.assert(
      fc.property(condition, fc.boolean(), (given, value) => {
        const all = Object.fromEntries(Predicate.options.map((name) => [name, value]));
        expect(evaluate(given, all)).not.toBe('unknown');
        expect(Condition.parse(JSON.parse(JSON.stringify(given)))).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });

  it.each([[{}], [{ is: 'tall' }], [{ any: [] }], [{ is: 'key-post', not: { is: 'key-post' } }], ['key-post']])('refuses %j', (given) => {
    expect(Condition.safeParse(given).success).toBe(false);
  });
});

describe('a flag', () => {
  const principal: Condition = { is: 'principal-post' };

  it('blocks under a condition that holds or is unknown, and advises under one that does not hold', () => {
    const rules = { blocks: [{ codes: ['OBJECT' as const], when: principal }] };
    expect(isBlocking(rules, 'OBJECT', { 'principal-post': true })).toBe(true);
    expect(isBlocking(rules, 'OBJECT', {})).toBe(true);
    expect(isBlocking(rules, 'OBJECT', { 'principal-post': false })).toBe(false);
  });

  it('advises under its own condition only when that surely holds', () => {
    const rules = { blocks: [], advises: [{ codes: ['OBJECT' as const], when: { not: principal } }] };
    expect(isBlocking(rules, 'OBJECT', { 'principal-post': false })).toBe(false);
    expect(isBlocking(rules, 'OBJECT', {})).toBe(true);
    expect(isBlocking(rules, 'OBJECT', { 'principal-post': true })).toBe(true);
  });

  it('blocks where a rule says both', () => {
    expect(isBlocking({ blocks: ['OBJECT'], advises: ['OBJECT'] }, 'OBJECT', {})).toBe(true);
  });

  it('that an older policy does not name halts nothing, and CLEAR never blocks', () => {
    expect(isBlocking({ blocks: [] }, 'OBJECT', {})).toBe(false);
    expect(isBlocking({ blocks: [...FLAG_CODES] }, 'CLEAR', {})).toBe(false);
  });

  it('is never made softer by not knowing', () => {
    const rule = fc.oneof(fc.constantFrom(...FLAG_CODES), fc.record({ codes: fc.subarray([...FLAG_CODES], { minLength: 1 }), when: condition }));
    const rules = fc.record({ blocks: fc.array(rule, { maxLength: 3 }), advises: fc.array(rule, { maxLength: 3 }) });
    fc.assert(
      fc.property(rules, fc.constantFrom(...FLAG_CODES), facts, (given, code, known) => {
        if (isBlocking(given, code, known)) expect(isBlocking(given, code, {})).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an agency', () => {
  it('is asked always, or unless its condition surely fails', () => {
    expect(isAsked({}, {})).toBe(true);
    expect(isAsked({ asked: { is: 'non-party' } }, {})).toBe(true);
    expect(isAsked({ asked: { is: 'non-party' } }, { 'non-party': false })).toBe(false);
  });
});

describe('the explanation of a policy', () => {
  const policy = Policy.parse({
    name: 'one', version: 1, title: { zh: '一', en: 'One' }, conclusion: 'officer', haltReviewDays: 30, retentionDays: 365,
    agencies: [
      { agency: 'audit', name: { zh: '审计', en: 'Audit' }, scope: '审计', fields: ['name'], within: { workingDays: 5 }, validDays: 90, approversMin: 2, categories: { 无: 'CLEAR', 未整改: 'OBJECT', 需先审: 'SUGGEST_DEFER' }, blocks: [{ codes: ['OBJECT'], when: { is: 'principal-post' } }], advises: ['SUGGEST_DEFER'] },
      { agency: 'united-front', name: { zh: '统战', en: 'United front' }, scope: '意见', fields: ['name'], within: { minutes: 90 }, validDays: 90, asked: { is: 'non-party' }, categories: { 同意: 'CLEAR', 不同意: 'OBJECT' } },
    ],
  });

  it('says who is asked, with which fields, until when, and what blocks', () => {
    expect(explainPolicy(policy, { 'principal-post': false, 'non-party': false })).toMatchObject([
      { agency: 'audit', asked: 'yes', fields: ['name'], within: { workingDays: 5 }, validDays: 90, approversMin: 2, blocks: [], advises: ['SUGGEST_DEFER', 'OBJECT'] },
      { agency: 'united-front', asked: 'no', within: { minutes: 90 }, blocks: ['OBJECT'] },
    ]);
    expect(explainPolicy(policy, {}).map(({ asked, blocks }) => [asked, blocks])).toEqual([['yes', ['OBJECT']], ['unknown', ['OBJECT']]]);
  });
});
