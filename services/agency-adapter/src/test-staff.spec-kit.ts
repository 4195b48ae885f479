import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer of tokens for invented staff. */
export class TestIssuer {
  private readonly key = generateKeyPairSync('ed25519').privateKey;
  readonly jwks = { keys: [{ ...createPublicKey(this.key).export({ format: 'jwk' }), kid: 'test', alg: 'EdDSA', use: 'sig' }] };

  constructor(private readonly jurisdiction: string) {}

  /** @param id also gives the person their name. */
  token(id: string, roles: readonly string[], agency: string | undefined): string {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: 'test', aud: 'test', sub: id, name: `试例${id}`, roles, jurisdiction: this.jurisdiction, ...(agency === undefined ? {} : { agency }), iat: now, exp: now + 3_600 };
    const signed = `${encoded({ alg: 'EdDSA', typ: 'JWT', kid: 'test' })}.${encoded(claims)}`;
    return `${signed}.${sign(null, Buffer.from(signed), this.key).toString('base64url')}`;
  }
}
