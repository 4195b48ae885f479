import { z } from 'zod';
import { FreeAgencyId, IsoInstant, Sha256 } from '../kernel/index.js';

/** How many messages one signature covers at most; a path has then at most 16 hashes. */
export const ROOT_LEAVES_MAX = 65_536;

/**
 * What an agency signs once for many of its messages: the root of a Merkle tree over them (RFC 9162, 2.1, SHA-256). Each
 * message goes out by itself with its nonce and its path, so it stands alone and tells nothing of the others.
 */
export const SignedRoot = z.strictObject({
  type: z.literal('lianshen.root.v1').describe('so that nobody takes it for a message'),
  agency: FreeAgencyId.describe('who signed; the source of every message under the root'),
  count: z.int().min(1).max(ROOT_LEAVES_MAX).describe('how many leaves the tree has; how many of them were sent it does not say'),
  root: Sha256.describe('of the tree, base64url'),
  time: IsoInstant.describe('when it was signed; no message under it counts as signed earlier'),
});
export type SignedRoot = z.infer<typeof SignedRoot>;
