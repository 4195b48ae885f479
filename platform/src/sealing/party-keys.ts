import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import type { PartyId } from '@lianshen/contracts/kernel';

/** One half of a party's keys: Ed25519 to sign or X25519 to agree (RFC 8037). */
export interface OwnKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A party's own keys, made where it runs; the private halves leave the process only wrapped. */
export interface OwnKeys {
  readonly partyId: PartyId;
  readonly sign: OwnKey;
  readonly agree: OwnKey;
  /** Further agreement keys that messages may still, or already, be sealed to: earlier ones and the next. */
  readonly alsoAgree?: readonly OwnKey[];
}

/** The first 16 bytes of the JWK thumbprint (RFC 7638): names a key without saying whose it is. */
export function thumbprintKid(jwk: { crv: string; x: string }): string {
  const canonical = JSON.stringify({ crv: jwk.crv, kty: 'OKP', x: jwk.x });
  return createHash('sha256').update(canonical).digest().subarray(0, 16).toString('base64url');
}

const publicPart = (key: KeyObject): { crv: string; x: string } => {
  const { crv, x } = key.export({ format: 'jwk' });
  return { crv: crv as string, x: x as string };
};

function ownKey(privateKey: KeyObject): OwnKey {
  const publicKey = createPublicKey(privateKey);
  return { kid: thumbprintKid(publicPart(publicKey)), privateKey, publicKey };
}

export function generateOwnKeys(partyId: PartyId): OwnKeys {
  return {
    partyId,
    sign: ownKey(generateKeyPairSync('ed25519').privateKey),
    agree: ownKey(generateKeyPairSync('x25519').privateKey),
  };
}

/** A private key alone, as PKCS#8 bytes, for wrapping. */
export const exportKey = (key: OwnKey): Buffer => key.privateKey.export({ format: 'der', type: 'pkcs8' });

/** @param bytes as exportKey gave them. */
export const importKey = (bytes: Buffer): OwnKey => ownKey(createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }));

/** PKCS#8 bytes of both private keys, for wrapping. */
export const exportPrivate = (keys: OwnKeys): Buffer => {
  const pkcs8 = (key: OwnKey) => exportKey(key).toString('base64url');
  return Buffer.from(JSON.stringify({ partyId: keys.partyId, sign: pkcs8(keys.sign), agree: pkcs8(keys.agree) }));
};

/** @param bytes as exportPrivate gave them. */
export function importPrivate(bytes: Buffer): OwnKeys {
  const stored = JSON.parse(bytes.toString('utf8')) as { partyId: string; sign: string; agree: string };
  const read = (der: string) => importKey(Buffer.from(der, 'base64url'));
  return { partyId: stored.partyId, sign: read(stored.sign), agree: read(stored.agree) };
}

/** What a party gives an administrator to register. */
export function publicKeysOf(keys: OwnKeys): PartyPublicKeys {
  return {
    partyId: keys.partyId,
    sign: { kty: 'OKP', crv: 'Ed25519', x: publicPart(keys.sign.publicKey).x, kid: keys.sign.kid },
    agree: { kty: 'OKP', crv: 'X25519', x: publicPart(keys.agree.publicKey).x, kid: keys.agree.kid },
  };
}
