import { z } from 'zod';
import { CaseId } from '@lianshen/contracts/kernel';

const Count = z.int().min(0);
/** So many cases are named; the counts go on. */
export const NAMED_MAX = 100;

/** What the self-check of a day found; its stream is `self-check/<day>`. */
export const AlarmsChecked = z.strictObject({
  type: z.literal('AlarmsChecked'),
  data: z.strictObject({
    kinds: z.array(z.strictObject({
      kind: z.string().min(1).max(40),
      due: Count,
      fired: Count,
      late: Count.describe('of those that fired: how many did later than the grace'),
    })).max(40),
    unexpected: Count.describe('acts of an alarm that recorded what was not to be recorded'),
    worstLateMs: Count,
    cases: Count.describe('how many cases were looked at'),
    wrongCases: z.array(z.strictObject({ caseId: CaseId, batchId: z.string(), seq: z.int().min(1) })).max(NAMED_MAX).describe('the first cases in which something is missing or unexpected'),
  }),
});
export type AlarmsChecked = z.infer<typeof AlarmsChecked>;
export type AlarmsFound = AlarmsChecked['data'];

/** Of all kinds together. */
export function totalsOf({ kinds, unexpected }: AlarmsFound): { readonly due: number; readonly fired: number; readonly late: number; readonly missing: number; readonly unexpected: number } {
  const sum = (of: 'due' | 'fired' | 'late'): number => kinds.reduce((total, each) => total + each[of], 0);
  return { due: sum('due'), fired: sum('fired'), late: sum('late'), missing: sum('due') - sum('fired'), unexpected };
}
