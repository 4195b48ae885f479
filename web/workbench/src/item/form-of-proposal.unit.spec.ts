import { describe, expect, it } from '@jest/globals';
import { formOfProposal } from './form-of-proposal.js';

const BASES = [{ id: 'audit-law' as const, title: '《中华人民共和国审计法》' }, { id: 'local' as const, title: '本地区联审办法' }];
const finding = (basis: string) => ({ facts: '试例事由', basis, evidenceLevel: 'verified' as const, heard: 'not-heard' as const });

describe('what the records propose', () => {
  it('becomes a form with the basis of the list and its article, and leaves open whether the person was heard', () => {
    const form = formOfProposal({ category: '未整改', code: 'OBJECT', findings: [finding('《中华人民共和国审计法》第一条')] }, BASES);
    expect(form).toEqual({ category: '未整改', findings: [{ facts: '试例事由', evidenceLevel: 'verified', basis: 'audit-law', article: '第一条' }] });
  });

  it('keeps the words of a basis that the list does not know', () => {
    expect(formOfProposal({ category: null, code: 'OBJECT', findings: [finding('试例第一条')] }, BASES)).toEqual({ findings: [{ facts: '试例事由', evidenceLevel: 'verified', basis: 'local', article: '试例第一条' }] });
  });

  it('has no findings where it is clear', () => {
    expect(formOfProposal({ category: '无', code: 'CLEAR', findings: [finding('x')] }, BASES)).toEqual({ category: '无', findings: [] });
  });
});
