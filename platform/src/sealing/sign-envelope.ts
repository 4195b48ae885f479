import { hash, sign } from 'node:crypto';
import { canonicalJson } from '@lianshen/contracts/kernel';
import type { Envelope } from '@lianshen/contracts/messages';
import type { OwnKeys } from './party-keys.js';

/** A message as its party signed it: by a signature of its own, or with others under one root. */
export interface SignedMessage {
  /** A compact JWS; of a message under a root its JWS and the way to it (`readRooted`). What is sent, again and again, and kept. */
  readonly jws: string;
  /** SHA-256 of the payload's bytes, base64url; the same in either form. */
  readonly payloadHash: string;
}

export const b64 = (value: string | Buffer): string => Buffer.from(value as string).toString('base64url');
export const sha256 = (bytes: string | Buffer): string => hash('sha256', bytes, 'base64url');

/** Signs an envelope: the payload's bytes are RFC 8785, so signing again gives the same JWS. */
export function signEnvelope(own: OwnKeys, envelope: Envelope): SignedMessage {
  const payload = canonicalJson(envelope);
  return { jws: signPayload(own, payload), payloadHash: sha256(payload) };
}

/** Signs bytes that are canonical already. @returns the compact JWS. */
export function signPayload(own: OwnKeys, payload: string): string {
  const input = `${jwsHeader(own.sign.kid)}.${b64(payload)}`;
  return `${input}.${sign(null, Buffer.from(input), own.sign.privateKey).toString('base64url')}`;
}

const jwsHeader = (kid: string): string => b64(JSON.stringify({ alg: 'EdDSA', kid }));
