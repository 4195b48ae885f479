import { createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import type { Envelope } from '@lianshen/contracts/messages';
import { signEnvelope } from '@lianshen/platform/sealing';
import { testKeys, testSealer, VECTOR_DAY, VECTOR_NOW, type TestPartyId } from './test-parties.js';

/** Signs and seals with the hub's own code under a fixed initialisation vector. */
export function sealed(envelope: Envelope, ivHex: string): { readonly jws: string; readonly payloadHash: string; readonly jwe: string } {
  const source = envelope.source as TestPartyId;
  const signed = signEnvelope(testKeys(source), envelope);
  const result = testSealer(source, ivHex).seal(signed, envelope.audience, VECTOR_NOW);
  if (!result.ok) throw new Error(result.refusal.code);
  return { ...signed, jwe: result.value };
}

/** Each step of sealing a message, from the agreement to the bytes on the wire. */
export function workedSteps(envelope: Envelope, ivHex: string): object {
  const [source, audience] = [envelope.source as TestPartyId, envelope.audience as TestPartyId];
  const { jws, payloadHash, jwe } = sealed(envelope, ivHex);
  const shared = diffieHellman({ privateKey: testKeys(source).agree.privateKey, publicKey: createPublicKey(testKeys(audience).agree.privateKey) });
  const info = `lianshen sealing 1|${VECTOR_DAY}|${source}>${audience}|${source === COORDINATOR ? audience : source}`;
  const [signedHeader = '', payload = '', signature = ''] = jws.split('.');
  const [header = '', , iv = '', ciphertext = '', tag = ''] = jwe.split('.');
  const text = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');
  return {
    envelope,
    signing: {
      protectedHeader: JSON.parse(text(signedHeader)) as object,
      payload: text(payload),
      payloadSha256: payloadHash,
      signingInput: `${signedHeader}.${payload}`,
      signature,
      jws,
    },
    agreement: {
      sharedSecretHex: shared.toString('hex'),
      hkdf: { hash: 'SHA-256', saltHex: '00'.repeat(32), info, length: 32, outputHex: Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(32), info, 32)).toString('hex') },
    },
    sealing: {
      sealedAt: new Date(VECTOR_NOW).toISOString(),
      day: VECTOR_DAY,
      protectedHeader: JSON.parse(text(header)) as object,
      additionalData: header,
      ivHex: Buffer.from(iv, 'base64url').toString('hex'),
      ciphertext,
      tag,
      jwe,
    },
  };
}
