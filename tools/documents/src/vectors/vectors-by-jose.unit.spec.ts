import { createHash, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CompactEncrypt, CompactSign, calculateJwkThumbprint, compactDecrypt, compactVerify } from 'jose';
import { readVector, type KeysVector, type PartyKeyVector, type SealingVector, type SharedRootVector } from './vector-file.spec-kit.js';

/** Nothing of the hub is used here: this is what an integrator's own code does. */
const { parties } = readVector<KeysVector>('keys');

const keyOf = (partyId: string, use: 'sign' | 'agree'): PartyKeyVector => {
  const party = parties.find((each) => each.partyId === partyId);
  if (!party) throw new Error(`no keys of ${partyId}`);
  return party[use];
};

const CURVES = { sign: 'Ed25519', agree: 'X25519' } as const;

function privateKey(partyId: string, use: 'sign' | 'agree') {
  const { privateKeyHex, publicKey } = keyOf(partyId, use);
  return createPrivateKey({ key: { kty: 'OKP', crv: CURVES[use], x: publicKey, d: Buffer.from(privateKeyHex, 'hex').toString('base64url') }, format: 'jwk' });
}

const publicKey = (partyId: string, use: 'sign' | 'agree') => createPublicKey({ key: { kty: 'OKP', crv: CURVES[use], x: keyOf(partyId, use).publicKey }, format: 'jwk' });

describe('the vectors, worked out with jose and node:crypto alone', () => {
  it.each(parties.flatMap(({ partyId }) => [[partyId, 'sign'], [partyId, 'agree']] as [string, 'sign' | 'agree'][]))('give the key of %s to %s its public half and its kid', async (partyId, use) => {
    const { kid, publicKey: x } = keyOf(partyId, use);
    expect(createPublicKey(privateKey(partyId, use)).export({ format: 'jwk' })['x']).toBe(x);
    const thumbprint = await calculateJwkThumbprint({ kty: 'OKP', crv: CURVES[use], x });
    expect(Buffer.from(thumbprint, 'base64url').subarray(0, 16).toString('base64url')).toBe(kid);
  });

  describe.each(['request', 'verdict'])('the %s', (name) => {
    const { envelope, signing, agreement, sealing } = readVector<SealingVector>(name);
    const { source, audience } = envelope;
    const contentKey = Buffer.from(agreement.hkdf.outputHex, 'hex');

    it('has the agreed secret from either side', () => {
      for (const [own, theirs] of [[source, audience], [audience, source]] as const) {
        const secret = diffieHellman({ privateKey: privateKey(own, 'agree'), publicKey: publicKey(theirs, 'agree') });
        expect(secret.toString('hex')).toBe(agreement.sharedSecretHex);
      }
    });

    it('has the content key that HKDF-SHA256 makes of it', () => {
      const { saltHex, info, length, outputHex } = agreement.hkdf;
      const made = hkdfSync('sha256', Buffer.from(agreement.sharedSecretHex, 'hex'), Buffer.from(saltHex, 'hex'), info, length);
      expect(Buffer.from(made).toString('hex')).toBe(outputHex);
      const agency = source === 'coordinator' ? audience : source;
      expect(info).toBe(`lianshen sealing 1|${sealing.day}|${source}>${audience}|${agency}`);
    });

    it('is decrypted to the JWS, and the JWS verifies over its payload', async () => {
      const { plaintext, protectedHeader } = await compactDecrypt(sealing.jwe, contentKey);
      expect(new TextDecoder().decode(plaintext)).toBe(signing.jws);
      expect(protectedHeader).toEqual({ alg: 'dir', enc: 'A256GCM', kid: `${keyOf(source, 'agree').kid}.${keyOf(audience, 'agree').kid}.${sealing.day}` });
      const verified = await compactVerify(signing.jws, publicKey(source, 'sign'));
      expect(new TextDecoder().decode(verified.payload)).toBe(signing.payload);
      expect(createHash('sha256').update(verified.payload).digest('base64url')).toBe(signing.payloadSha256);
      expect(JSON.parse(signing.payload)).toEqual(envelope);
    });

    it('is signed and sealed to the very same bytes', async () => {
      const jws = await new CompactSign(Buffer.from(signing.payload)).setProtectedHeader({ alg: 'EdDSA', kid: keyOf(source, 'sign').kid }).sign(privateKey(source, 'sign'));
      expect(jws).toBe(signing.jws);
      const jwe = await new CompactEncrypt(Buffer.from(jws)).setProtectedHeader(sealing.protectedHeader).setInitializationVector(Buffer.from(sealing.ivHex, 'hex')).encrypt(contentKey);
      expect(jwe).toBe(sealing.jwe);
    });
  });
});

describe('the verdicts under one signature, worked out with jose and node:crypto alone', () => {
  const { root, verdicts } = readVector<SharedRootVector>('shared-root');
  const sha256 = (...parts: readonly Buffer[]): string => createHash('sha256').update(Buffer.concat(parts)).digest('hex');
  const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

  it('stand under a root that the agency signed once, with what it says', async () => {
    const { payload } = await compactVerify(root.jws, publicKey('court', 'sign'));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(root.statement);
    expect(root.statement).toMatchObject({ agency: 'court', count: verdicts.length, root: bytes(root.rootHex).toString('base64url') });
  });

  it('have the leaves and paths of the tree of three: two and two, and the third alone beside them', () => {
    for (const { leafHex, nonceHex, payload } of verdicts) expect(sha256(bytes('00'), bytes(nonceHex), Buffer.from(payload))).toBe(leafHex);
    const [one = '', two = '', three = ''] = verdicts.map(({ leafHex }) => leafHex);
    const left = sha256(bytes('01'), bytes(one), bytes(two));
    expect(sha256(bytes('01'), bytes(left), bytes(three))).toBe(root.rootHex);
    expect(verdicts.map(({ pathHex }) => pathHex)).toEqual([[two, three], [one, three], [left]]);
  });

  it('are written as root, payload, nonce, index and path', () => {
    for (const { signed, payload, payloadSha256, nonceHex, index, pathHex } of verdicts) {
      expect(signed.split('~')).toEqual([root.jws, Buffer.from(payload).toString('base64url'), bytes(nonceHex).toString('base64url'), String(index), bytes(pathHex.join('')).toString('base64url')]);
      expect(createHash('sha256').update(payload).digest('base64url')).toBe(payloadSha256);
    }
  });
});
