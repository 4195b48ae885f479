import { z } from 'zod';
import { IsoInstant, RequestId } from '../kernel/index.js';
import { Signer } from './verdict.js';

const NonAnswer = z.strictObject({ requestId: RequestId, number: z.int().min(1).max(99), clerk: Signer });

/** ← agency: cannot answer without more; its clock pauses until the supplement. */
export const NeedMore = NonAnswer.extend({ question: z.string().min(1).max(2000) });
export type NeedMore = z.infer<typeof NeedMore>;

/** ← agency: asks for more time, with its reason. */
export const ExtensionAsked = NonAnswer.extend({ until: IsoInstant, reason: z.string().min(1).max(1000) });
export type ExtensionAsked = z.infer<typeof ExtensionAsked>;

/** → agency: granted until, or refused. */
export const ExtensionDecided = z.strictObject({
  requestId: RequestId,
  number: z.int().min(1).max(99),
  grantedUntil: IsoInstant.nullable(),
});
export type ExtensionDecided = z.infer<typeof ExtensionDecided>;

/** ← agency: not within its duties; the coordinator reassigns, or two persons waive with reason. */
export const OutOfScope = NonAnswer.extend({ reason: z.string().min(1).max(1000) });
export type OutOfScope = z.infer<typeof OutOfScope>;

/** ← agency: recused as a whole (回避). */
export const Recused = NonAnswer.extend({ reason: z.string().min(1).max(1000) });
export type Recused = z.infer<typeof Recused>;
