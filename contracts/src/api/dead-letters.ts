import { z } from 'zod';
import { IsoInstant } from '../kernel/index.js';

export const LetterId = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/).describe('of a dead letter');
export type LetterId = z.infer<typeof LetterId>;

const DeadLetterItem = z.strictObject({
  letterId: LetterId,
  reason: z.string().describe('the code that it was refused with, or fault, or defect'),
  subject: z.string().describe('the NATS subject that it came on; nobody trusts it'),
  at: IsoInstant.describe('when it was kept'),
  receivedAt: IsoInstant.nullable().describe('when the server had stored it'),
  deliveries: z.int().min(1).describe('how often it was delivered'),
  bytes: z.int().min(0).describe('size of the sealed message'),
  isKept: z.boolean().describe('whether its content is there to be replayed; what is larger than 512 KiB is not kept'),
  party: z.string().nullable().describe('of key.revoked: whose key'),
  kid: z.string().nullable().describe('of key.revoked: which key'),
});

/** Messages that could not be handled and wait for a person, the oldest first; never what they say. */
export const DeadLetterPage = z.strictObject({ items: z.array(DeadLetterItem).describe('the letters'), next: z.string().nullable().describe('cursor of the next page') });
export type DeadLetterPage = z.infer<typeof DeadLetterPage>;

export const LetterSettled = z.strictObject({ letterId: LetterId, settled: z.enum(['replayed', 'accepted']).describe('how') });
export type LetterSettled = z.infer<typeof LetterSettled>;

/** On what a person answers for a message although its key was revoked. */
export const AcceptanceBasis = z.enum(['agency-confirmed', 'content-known']).describe('agency-confirmed: the agency has confirmed this message over another channel; content-known: what it says is on record elsewhere');
export type AcceptanceBasis = z.infer<typeof AcceptanceBasis>;

/** `POST /api/dead-letters/:letterId/acceptance`. */
export const AcceptLetterBody = z.strictObject({ basis: AcceptanceBasis });
export type AcceptLetterBody = z.infer<typeof AcceptLetterBody>;
