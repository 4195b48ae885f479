import { z } from 'zod';
import { AgencyId, IsoInstant } from '../kernel/index.js';
import { KeyId } from './party-keys.js';

/** Why a key counts no longer. */
export const RevocationReason = z.enum(['compromised', 'lost', 'retired']).describe('compromised: somebody else may have it; lost: nobody has it any more; retired: a newer one took its place');
export type RevocationReason = z.infer<typeof RevocationReason>;

/** `POST /api/agencies/:agency/keys/:kid/revoke`. */
export const RevokeKeyBody = z.strictObject({ reason: RevocationReason });
export type RevokeKeyBody = z.infer<typeof RevokeKeyBody>;

export const AgencyKeyView = z.strictObject({
  kid: KeyId,
  use: z.enum(['sign', 'agree']).describe('to sign with, or to agree on a sealing key'),
  x: z.string().describe('the public key, 32 bytes in base64url; kept after a revocation too, so that what it signed can be verified'),
  status: z.enum(['current', 'superseded', 'revoked']).describe('current: the newest of its use that is not revoked; superseded: it still verifies and opens'),
  validFrom: IsoInstant.describe('when it was registered'),
  revokedAt: IsoInstant.nullable().describe('since when it counts no more; RFC 3339, UTC, or null'),
  reason: RevocationReason.nullable().describe('why it was revoked'),
});
export type AgencyKeyView = z.infer<typeof AgencyKeyView>;

const Usable = z.strictObject({
  sign: z.boolean().describe('whether a signing key is left that counts'),
  agree: z.boolean().describe('whether a key is left that the agency can be addressed with'),
});

/** Every key that was ever registered for an agency, the oldest first. */
export const AgencyKeys = z.strictObject({ agency: AgencyId, usable: Usable.describe('whether a key of each use counts'), keys: z.array(AgencyKeyView).describe('every key that was ever registered') });
export type AgencyKeys = z.infer<typeof AgencyKeys>;

/** What a revocation leaves. */
export const KeyRevoked = z.strictObject({
  agency: AgencyId,
  kid: KeyId,
  revoked: z.boolean().describe('false where it was revoked before'),
  usable: Usable.describe('where one is false, nothing can be sealed for the agency, or nothing of it counts, until it has registered new keys'),
});
export type KeyRevoked = z.infer<typeof KeyRevoked>;
