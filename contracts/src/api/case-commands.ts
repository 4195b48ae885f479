import { z } from 'zod';
import { IsoInstant } from '../kernel/index.js';

/** `POST /api/cases/:caseId/requests/:agency/supplements`. */
export const SendSupplementBody = z.strictObject({
  question: z.int().min(1).max(99).describe('number of the question that it answers'),
  text: z.string().min(1).max(4_000).describe('the answer to what the agency asked'),
});

/** `POST /api/cases/:caseId/requests/:agency/extensions/:number/decision`. */
export const DecideExtensionBody = z.strictObject({
  grantedUntil: IsoInstant.nullable().describe('the new due time (RFC 3339, UTC, milliseconds), or null to refuse'),
});

/** The number of an extension in a path. */
export const ExtensionNumber = z.coerce.number().int().min(1).max(99).describe('of the extension that was asked for');
