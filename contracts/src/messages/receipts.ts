import { z } from 'zod';
import { RequestId, Sha256 } from '../kernel/index.js';
import { BATCHED_ITEMS_MAX } from './envelope.js';

/** ← agency: the requests are in its ledger. A verdict says the same, so none is sent where one goes out at once. */
export const Received = z.strictObject({ requestIds: z.array(RequestId).min(1).max(BATCHED_ITEMS_MAX).describe('requests of this agency that are in its ledger') });
export type Received = z.infer<typeof Received>;

const VerdictRef = z.strictObject({
  requestId: RequestId,
  version: z.int().min(1).max(99).describe('of the verdict'),
  verdictHash: Sha256.describe("SHA-256 over the bytes of the verdict's signed payload, base64url"),
});

/** → agency: these verdicts are in the coordinator's ledger. The adapter re-sends until this or a rejection comes. */
export const Filed = z.strictObject({ verdicts: z.array(VerdictRef).min(1).max(BATCHED_ITEMS_MAX).describe('one or more verdicts of this agency') });
export type Filed = z.infer<typeof Filed>;

/** → agency: the verdict was not accepted, and the refusal's code says why. */
export const Rejected = VerdictRef.extend({ code: z.string().min(1).max(64).describe('stable code of the rule that was broken') });
export type Rejected = z.infer<typeof Rejected>;

/** ← agency: its store was lost or the stream expired; every open request is sent again with the same id. */
export const Resync = z.strictObject({ reason: z.enum(['store-empty', 'stream-expired', 'asked']).describe('why everything is asked for again') });
export type Resync = z.infer<typeof Resync>;
