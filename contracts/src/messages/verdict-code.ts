import { z } from 'zod';

/** What an agency says of a candidate; every code but CLEAR is a flag. */
export const VerdictCode = z.enum(['CLEAR', 'FLAG_VERIFYING', 'FLAG_IN_PERIOD', 'SUGGEST_DEFER', 'OBJECT']).describe('CLEAR 无反映 · FLAG_VERIFYING 有反映正在核查 · FLAG_IN_PERIOD 影响期内 · SUGGEST_DEFER 建议暂缓 · OBJECT 不同意');
export type VerdictCode = z.infer<typeof VerdictCode>;

/** The codes that are a flag. */
export const FlagCode = VerdictCode.exclude(['CLEAR']);
export type FlagCode = z.infer<typeof FlagCode>;
export const FLAG_CODES = FlagCode.options;

/** The field's words for the codes. */
export const VERDICT_WORDS: Readonly<Record<VerdictCode, { readonly zh: string; readonly en: string }>> = {
  CLEAR: { zh: '无反映', en: 'clear' },
  FLAG_VERIFYING: { zh: '有反映正在核查', en: 'under verification' },
  FLAG_IN_PERIOD: { zh: '影响期内', en: 'in influence period' },
  SUGGEST_DEFER: { zh: '建议暂缓', en: 'deferral suggested' },
  OBJECT: { zh: '不同意', en: 'objection' },
};
