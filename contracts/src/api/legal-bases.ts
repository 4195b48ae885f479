import { z } from 'zod';

/**
 * What a flag can rest on (rules 3.5: without a basis the form cannot be sent). The list is data: an article is written
 * beside the chosen basis, and `local` stands for a rule of the place, which has to be named there.
 */
export const LEGAL_BASES = {
  'cadre-selection': '《党政领导干部选拔任用工作条例》',
  'against-ill-promotion': '《关于防止干部“带病提拔”的意见》',
  'party-discipline': '《中国共产党纪律处分条例》',
  'discipline-supervision': '《中国共产党纪律检查机关监督执纪工作规则》',
  'accusations': '《纪检监察机关处理检举控告工作规则》',
  'supervision-law': '《中华人民共和国监察法》',
  'administrative-sanctions': '《中华人民共和国公职人员政务处分法》',
  'civil-servants': '《中华人民共和国公务员法》',
  'personal-matters': '《领导干部报告个人有关事项规定》',
  'dishonest-debtors': '《最高人民法院关于公布失信被执行人名单信息的若干规定》',
  'civil-procedure': '《中华人民共和国民事诉讼法》',
  'criminal-procedure': '《中华人民共和国刑事诉讼法》',
  'criminal-law': '《中华人民共和国刑法》',
  'audit-law': '《中华人民共和国审计法》',
  'economic-responsibility-audit': '《党政主要领导干部和国有企事业单位主要领导人员经济责任审计规定》',
  'petitions-work': '《信访工作条例》',
  'local': '本地区联审办法',
} as const satisfies Record<string, string>;

export const LegalBasisId = z.enum(Object.keys(LEGAL_BASES) as [keyof typeof LEGAL_BASES, ...(keyof typeof LEGAL_BASES)[]]).describe('a basis from the list');
export type LegalBasisId = z.infer<typeof LegalBasisId>;

/** The basis as it stands in a finding. @param article as written beside the choice, e.g. 第十九条; may be empty. */
export const wordsOfBasis = (basis: LegalBasisId, article: string): string => `${LEGAL_BASES[basis]}${article}`;
