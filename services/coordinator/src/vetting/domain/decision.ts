import { z } from 'zod';
import { AgencyId, CaseId, Instant, Sha256 } from '@lianshen/contracts/kernel';

export const DecisionNumber = z.int().min(1).max(99);

/**
 * What one person proposes and another confirms: everything that ends a case to the candidate's harm, sets aside what an
 * agency has said or not said, or takes back an end.
 */
export const DecidedAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('close-flag'), agency: AgencyId, verdictHash: Sha256 }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('suspend'), reviewAt: Instant }),
  z.strictObject({ kind: z.literal('terminate') }),
  z.strictObject({ kind: z.literal('reopen') }),
  z.strictObject({ kind: z.literal('waive'), agency: AgencyId }),
  z.strictObject({ kind: z.literal('disregard'), otherCaseId: CaseId }),
]);
export type DecidedAction = z.infer<typeof DecidedAction>;

/** Why, on what basis, and whether the person was heard (rules 3.3, 3.5): the proposer's words. */
export const DecisionReason = z.strictObject({
  reason: z.string(),
  basis: z.string().optional(),
  heard: z.enum(['heard', 'not-heard', 'not-permitted']).optional(),
});
export type DecisionReason = z.infer<typeof DecisionReason>;

/** A decision of two persons, open until the second has spoken. */
export interface Decision {
  readonly number: number;
  readonly action: DecidedAction;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  /** Void: one of the two should have been recused. */
  readonly status: 'open' | 'confirmed' | 'refused' | 'void';
  readonly decidedBy: string | undefined;
  readonly decidedAt: Instant | undefined;
  /** Undefined once the person's key is destroyed. */
  readonly why: DecisionReason | undefined;
  /** Why the second person refused. */
  readonly refusal: string | undefined;
}

/** Whether two actions decide the same thing. */
export const sameMatter = (one: DecidedAction, other: DecidedAction): boolean => one.kind === other.kind && objectOf(one) === objectOf(other);

const objectOf = (action: DecidedAction): string => ('agency' in action ? action.agency : 'otherCaseId' in action ? action.otherCaseId : '');
