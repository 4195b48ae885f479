import { z } from 'zod';
import { PartyId } from '../kernel/index.js';

const X = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const Kid = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** What `GET /keys` gives and an administrator registers: the public halves as JWKs (RFC 8037). */
export const PartyPublicKeys = z.strictObject({
  partyId: PartyId,
  sign: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: X, kid: Kid }),
  agree: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: X, kid: Kid }),
});
export type PartyPublicKeys = z.infer<typeof PartyPublicKeys>;
