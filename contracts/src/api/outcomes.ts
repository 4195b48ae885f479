import { z } from 'zod';
import { CaseId } from '../kernel/index.js';
import type { CaseStatus } from './case-status.js';

/** under-way 联审中 · deferred 暂缓 · cleared 联审通过 · not-cleared 未通过 · withdrawn 撤回 · lapsed 已失效. */
export const Outcome = z.enum(['under-way', 'deferred', 'cleared', 'not-cleared', 'withdrawn', 'lapsed']).describe('what became of the candidate');
export type Outcome = z.infer<typeof Outcome>;

/** A halt is a machine's and no outcome: telling it would tell that somebody has flagged. */
export const OUTCOME_OF: Readonly<Record<CaseStatus, Outcome>> = {
  screening: 'under-way',
  vetting: 'under-way',
  halted: 'under-way',
  suspended: 'deferred',
  cleared: 'cleared',
  terminated: 'not-cleared',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
};

const OutcomeLine = z.strictObject({ caseId: CaseId, row: z.int().min(0).describe('row in the sheet; 0 of a candidate who was proposed alone'), name: z.string().nullable().describe('whom the unit has nominated; null once the key is destroyed'), outcome: Outcome });

/** What the nominating unit sees of its candidates: no agency, no verdict, no reason, no time. */
export const OutcomePage = z.strictObject({ items: z.array(OutcomeLine).describe('in the order of the sheet'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type OutcomePage = z.infer<typeof OutcomePage>;
