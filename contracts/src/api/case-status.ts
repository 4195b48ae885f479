import { z } from 'zod';

/** 资格审核 · 联审中 · 已中止 · 暂缓 · 联审通过 · 终止 · 撤回 · 已失效. */
export const CaseStatus = z.enum(['screening', 'vetting', 'halted', 'suspended', 'cleared', 'terminated', 'withdrawn', 'lapsed']).describe('state of the case');
export type CaseStatus = z.infer<typeof CaseStatus>;
