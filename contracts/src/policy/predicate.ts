import { z } from 'zod';

/**
 * What a policy may ask of a case: a closed list, so that a policy stays data and a reader knows every word of it. Each
 * is answered from the batch's columns by yes or no, or stays unknown.
 */
export const Predicate = z.enum([
  'principal-post',
  'key-post',
  'key-post-personnel',
  'key-post-funds',
  'key-post-assets',
  'non-party',
  'family-business',
  'ecology-post',
  'emergency-post',
  'natural-resources-post',
  'housing-post',
  'posted-abroad',
  'dual-managed',
]);
export type Predicate = z.infer<typeof Predicate>;

/** What is known of a case; a predicate that is absent is unknown. */
export const CaseFacts = z.partialRecord(Predicate, z.boolean()).describe('what is known of the candidate and the post; absent is unknown, and a condition on what is unknown counts as holding');
export type CaseFacts = z.infer<typeof CaseFacts>;

/** The field's words for the predicates. */
export const PREDICATE_WORDS: Readonly<Record<Predicate, { readonly zh: string; readonly en: string }>> = {
  'principal-post': { zh: '拟任正职', en: 'principal post' },
  'key-post': { zh: '重点岗位', en: 'key post' },
  'key-post-personnel': { zh: '重点岗位（人）', en: 'key post over personnel' },
  'key-post-funds': { zh: '重点岗位（财）', en: 'key post over funds' },
  'key-post-assets': { zh: '重点岗位（物）', en: 'key post over assets' },
  'non-party': { zh: '党外人选', en: 'not a Party member' },
  'family-business': { zh: '本人或亲属经商办企业', en: 'own or family business declared' },
  'ecology-post': { zh: '生态环境相关岗位', en: 'post related to ecology' },
  'emergency-post': { zh: '应急管理相关岗位', en: 'post related to emergency management' },
  'natural-resources-post': { zh: '自然资源相关岗位', en: 'post related to natural resources' },
  'housing-post': { zh: '住房城乡建设相关岗位', en: 'post related to housing and construction' },
  'posted-abroad': { zh: '外派或涉外岗位', en: 'posted abroad' },
  'dual-managed': { zh: '双重管理', en: 'under dual management' },
};
