import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { Fault, ok, refuse, type Result } from '@lianshen/contracts/kernel';
import { discoverJwksUri, issuerKeys } from './issuer-keys.js';
import { Person } from './person.js';

const CACHED_MAX = 1_000;
const CACHED_MS = 30_000;
const TOKEN_LENGTH_MAX = 8_192;

/** Signatures that count, of whatever kind of token; none with a secret that both sides know. */
export const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'];

/** Verifies bearer tokens (RFC 9068 style JWT) against the issuer's keys. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;
  /** A token is looked at again after half a minute at the latest, or when it expires. */
  private readonly verified = new LRUCache<string, Person>({ max: CACHED_MAX });

  /** @param jwks the issuer's keys; undefined: they are fetched from the issuer, whose id is then its address. */
  constructor(
    jwks: object | undefined,
    private readonly issuer: string,
    private readonly audience: string,
    private readonly jurisdiction: string,
  ) {
    this.keys = jwks === undefined ? issuerKeys(discoverJwksUri(issuer)) : createLocalJWKSet(jwks as JSONWebKeySet);
  }

  /** @returns the person, or a refusal `identity.token-missing` or `identity.token-invalid`. @throws Fault when the issuer's keys cannot be fetched. */
  async verify(authorization: string | undefined): Promise<Result<Person>> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token || token.length > TOKEN_LENGTH_MAX) return refuse('identity.token-missing');
    const known = this.verified.get(token);
    if (known) return ok(known);
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.issuer,
        audience: this.audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
      });
      const person = Person.parse(payload);
      if (person.jurisdiction !== this.jurisdiction) return refuse('identity.token-invalid');
      const ttl = Math.min(CACHED_MS, (payload.exp as number) * 1_000 - Date.now());
      if (ttl > 0) this.verified.set(token, person, { ttl });
      return ok(person);
    } catch (error) {
      if (error instanceof Fault) throw error;
      return refuse('identity.token-invalid');
    }
  }
}
