import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from './hub-stack.js';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token of an invented person besides those whom the launcher knows: signed with its own key, as its provider would. */
export function furtherPerson(stack: Stack, person: { readonly sub: string; readonly name: string; readonly roles: readonly string[]; readonly agency?: string }): string {
  const key = createPrivateKey({ key: JSON.parse(readFileSync(join(stack.dir, 'secrets', 'identity.jwk.json'), 'utf8')) as never, format: 'jwk' });
  const { keys } = JSON.parse(readFileSync(join(stack.dir, 'trust', 'identity.jwks.json'), 'utf8')) as { keys: { kid: string }[] };
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss: 'urn:lianshen:local-launcher', aud: 'lianshen', ...person, jurisdiction: stack.jurisdiction, iat: now, exp: now + 3_600, jti: randomUUID() };
  const signed = `${encoded({ alg: 'EdDSA', typ: 'JWT', kid: keys[0]?.kid })}.${encoded(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}
