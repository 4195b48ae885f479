import { z } from 'zod';
import { PartyId } from '../kernel/index.js';

const X = z.string().regex(/^[A-Za-z0-9_-]{43}$/).describe('the public key, 32 bytes in base64url');
export const KeyId = z.string().regex(/^[A-Za-z0-9_-]{22}$/).describe('first 16 bytes of the JWK thumbprint (RFC 7638, SHA-256), base64url');
export type KeyId = z.infer<typeof KeyId>;
const Kty = z.literal('OKP').describe('octet key pair (RFC 8037)');

/** What `GET /keys` gives and an administrator registers: the public halves as JWKs (RFC 8037). */
export const PartyPublicKeys = z.strictObject({
  partyId: PartyId,
  sign: z.strictObject({ kty: Kty, crv: z.literal('Ed25519').describe('curve'), x: X, kid: KeyId }).describe('verifies what the party signs'),
  agree: z.strictObject({ kty: Kty, crv: z.literal('X25519').describe('curve'), x: X, kid: KeyId }).describe('agrees on the keys that messages are sealed with'),
});
export type PartyPublicKeys = z.infer<typeof PartyPublicKeys>;
