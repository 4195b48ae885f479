import { describe, expect, it } from '@jest/globals';
import type { AnswerForm, FindingForm } from '@lianshen/contracts/api';
import { REQUEST } from './an-item.spec-kit.js';
import { completeForm } from './complete-form.js';

const FINDING: FindingForm = { facts: ' 试例事由 ', basis: 'dishonest-debtors', article: '第一条', evidenceLevel: 'verified', heard: 'not-heard' };
const complete = (form: AnswerForm) => completeForm(form, REQUEST.categories);
const codeOf = (form: AnswerForm) => {
  const result = complete(form);
  return result.ok ? 'complete' : result.refusal;
};

describe('a form', () => {
  it('comes to the code that its category means, and to a basis from the list with its article', () => {
    expect(complete({ category: '无', findings: [] })).toEqual({ ok: true, value: { category: '无', code: 'CLEAR', findings: [] } });
    expect(complete({ category: '列入失信', findings: [FINDING] })).toEqual({
      ok: true,
      value: { category: '列入失信', code: 'OBJECT', findings: [{ facts: '试例事由', basis: '《最高人民法院关于公布失信被执行人名单信息的若干规定》第一条', evidenceLevel: 'verified', heard: 'not-heard' }] },
    });
  });

  it.each<[string, FindingForm]>([
    ['facts', { ...FINDING, facts: '  ' }],
    ['basis', { ...FINDING, basis: undefined }],
    ['article', { ...FINDING, basis: 'local', article: '' }],
    ['evidenceLevel', { ...FINDING, evidenceLevel: undefined }],
    ['heard', { ...FINDING, heard: undefined }],
  ])('that flags without %s is refused and says where', (field, finding) => {
    expect(codeOf({ category: '列入失信', findings: [FINDING, finding] })).toEqual({ code: 'form.finding-incomplete', params: { finding: 2, field } });
  });

  it.each<[string, AnswerForm]>([
    ['form.category-missing', { findings: [] }],
    ['form.category-unknown', { category: '已判', findings: [FINDING] }],
    ['form.category-unknown', { category: 'constructor', findings: [FINDING] }],
    ['form.flag-without-finding', { category: '列入失信', findings: [] }],
    ['form.clear-with-findings', { category: '无', findings: [FINDING] }],
    ['form.too-long', { category: '列入失信', findings: Array<FindingForm>(6).fill({ ...FINDING, facts: '试'.repeat(4_000) }) }],
  ])('is refused as %s', (code, form) => {
    expect(codeOf(form)).toMatchObject({ code });
  });
});
