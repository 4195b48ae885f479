import { describe, expect, it } from '@jest/globals';
import { declaredOf, unanswered } from './declaration-answers.js';

const aCase = (caseId: string, more: object = {}) => ({ caseId, name: caseId, declared: false, recused: false, maybeRelated: false, ...more });
const declaration = { batch: 'b', cases: [aCase('one'), aCase('two'), aCase('three', { maybeRelated: true }), aCase('four', { declared: true }), aCase('five', { recused: true, name: null })] };

describe('what a person declares of a batch', () => {
  it('speaks of everybody who is still open, and of nobody else', () => {
    expect(declaredOf(declaration, {})).toEqual({ cases: ['one', 'two', 'three'], related: [], namesakes: [] });
  });

  it('names the ground of those to whom they are related, and who is a namesake', () => {
    expect(declaredOf(declaration, { one: 'spouse', two: 'unrelated', three: 'namesake' })).toMatchObject({ related: [{ caseId: 'one', ground: 'spouse' }], namesakes: ['three'] });
  });

  it('is not complete before they have said who of their relatives’ names is a namesake', () => {
    expect(unanswered(declaration, {})).toBe(1);
    expect(unanswered(declaration, { three: 'unrelated' })).toBe(1);
    expect(unanswered(declaration, { three: 'namesake' })).toBe(0);
    expect(unanswered(declaration, { three: 'affinity' })).toBe(0);
  });
});
