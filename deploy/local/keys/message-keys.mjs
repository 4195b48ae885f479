import { createHash } from 'node:crypto';
import { accept, refuse } from './result.mjs';

const X = /^[A-Za-z0-9_-]{43}$/;
const CURVES = { sign: 'Ed25519', agree: 'X25519' };

/**
 * The first 16 bytes of the JWK thumbprint (RFC 7638); the command runs where nothing of ours is built.
 * @param {{ crv: string, x: string }} jwk
 */
const kidOf = ({ crv, x }) => createHash('sha256').update(JSON.stringify({ crv, kty: 'OKP', x })).digest().subarray(0, 16).toString('base64url');

/**
 * Reads what a party's `GET /keys` answered.
 * @param {string} text JSON
 * @param {string} party who it has to be of
 * @returns {import('./result.mjs').Result<{ partyId: string, sign: object & { kid: string }, agree: object & { kid: string } }>} the two
 *   public keys and nothing else; `keys.message-keys-invalid` where a part is missing, a private half is in it, or a kid is not its key's
 */
export const readMessageKeys = (text, party) => {
  /** @param {string} why */
  const invalid = (why) => refuse('keys.message-keys-invalid', { why });
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    return invalid('not JSON');
  }
  if (typeof given !== 'object' || given === null || Object.keys(given).sort().join() !== 'agree,partyId,sign') return invalid('partyId, sign, agree');
  for (const [use, crv] of Object.entries(CURVES)) {
    const jwk = given[use];
    if (typeof jwk !== 'object' || jwk === null || Object.keys(jwk).sort().join() !== 'crv,kid,kty,x') return invalid(`${use}: kty, crv, x, kid`);
    if (jwk.kty !== 'OKP' || jwk.crv !== crv || typeof jwk.x !== 'string' || !X.test(jwk.x)) return invalid(`${use}: ${crv}`);
    if (jwk.kid !== kidOf(jwk)) return invalid(`${use}: kid`);
  }
  return given.partyId === party ? accept(given) : refuse('keys.party-differs', { party, named: String(given.partyId) });
};
