import { z } from 'zod';
import { IsoInstant, RequestId } from '../kernel/index.js';
import { Signer } from './verdict.js';

const NonAnswer = z.strictObject({
  requestId: RequestId,
  number: z.int().min(1).max(99).describe('which message of its kind for this request, from 1'),
  clerk: Signer.describe('who asks or declares it (经办人)'),
});

/** ← agency: cannot answer without more; its clock pauses until the supplement. */
export const NeedMore = NonAnswer.extend({ question: z.string().min(1).max(2000).describe('what is missing') });
export type NeedMore = z.infer<typeof NeedMore>;

/** ← agency: asks for more time, with its reason. */
export const ExtensionAsked = NonAnswer.extend({ until: IsoInstant.describe('until when; RFC 3339, UTC, milliseconds'), reason: z.string().min(1).max(1000).describe('why more time is needed') });
export type ExtensionAsked = z.infer<typeof ExtensionAsked>;

/** → agency: granted until, or refused. */
export const ExtensionDecided = z.strictObject({
  requestId: RequestId,
  number: z.int().min(1).max(99).describe('of the extension that was asked'),
  grantedUntil: IsoInstant.nullable().describe('the new due time, or null where it was refused'),
  deadlineVersion: z.int().min(1).optional().describe('of the new due time; an older one never replaces a newer'),
});
export type ExtensionDecided = z.infer<typeof ExtensionDecided>;

/** ← agency: not within its duties; the coordinator reassigns, or two persons waive with reason. */
export const OutOfScope = NonAnswer.extend({ reason: z.string().min(1).max(1000).describe('why it is not within the duties of the agency') });
export type OutOfScope = z.infer<typeof OutOfScope>;

/** ← agency: recused as a whole (回避). */
export const Recused = NonAnswer.extend({ reason: z.string().min(1).max(1000).describe('why the agency as a whole is recused') });
export type Recused = z.infer<typeof Recused>;

/** ← agency: a verdict of its own was given with somebody who should have been recused (回避); it has to be asked anew. */
export const ReReview = NonAnswer.omit({ clerk: true }).extend({
  number: z.int().min(1).max(99).describe('version of the verdict'),
  reason: z.string().min(1).max(1000).describe('why; neither who nor how they are related, which stays with the agency'),
});
export type ReReview = z.infer<typeof ReReview>;
