import type { CaseStatus } from '../vetting/domain/index.js';

/** The field's words for where a case stands. */
export const STATUS_WORDS: Readonly<Record<CaseStatus, { readonly zh: string; readonly en: string }>> = {
  none: { zh: '—', en: '' },
  screening: { zh: '资格审核', en: 'screening' },
  vetting: { zh: '联审中', en: 'in vetting' },
  halted: { zh: '已中止', en: 'halted' },
  suspended: { zh: '暂缓', en: 'suspended' },
  cleared: { zh: '联审通过', en: 'cleared' },
  terminated: { zh: '终止', en: 'terminated' },
  withdrawn: { zh: '撤回（非负面）', en: 'withdrawn (not negative)' },
  lapsed: { zh: '已失效', en: 'lapsed' },
};
