import { readFileSync } from 'node:fs';

/** A checked-in vector file as an integrator reads it. */
export const readVector = <T>(name: string): T => JSON.parse(readFileSync(new URL(`../../../../docs/integrators/vectors/${name}.json`, import.meta.url), 'utf8')) as T;

export interface PartyKeyVector {
  readonly privateKeyHex: string;
  readonly publicKey: string;
  readonly thumbprintInput: string;
  readonly kid: string;
}

export interface KeysVector {
  readonly parties: readonly { readonly partyId: string; readonly sign: PartyKeyVector; readonly agree: PartyKeyVector }[];
}

export interface SealingVector {
  readonly envelope: { readonly source: string; readonly audience: string; readonly data: Record<string, unknown> };
  readonly signing: { readonly protectedHeader: { alg: string; kid: string }; readonly payload: string; readonly payloadSha256: string; readonly signingInput: string; readonly signature: string; readonly jws: string };
  readonly agreement: { readonly sharedSecretHex: string; readonly hkdf: { readonly saltHex: string; readonly info: string; readonly length: number; readonly outputHex: string } };
  readonly sealing: { readonly day: number; readonly protectedHeader: { alg: string; enc: string; kid: string }; readonly additionalData: string; readonly ivHex: string; readonly ciphertext: string; readonly tag: string; readonly jwe: string };
}

export interface BundleVector {
  readonly payload: string;
  readonly opened: readonly { readonly envelope: { readonly type: string }; readonly payloadSha256: string }[];
}

export interface SharedRootVector {
  readonly openedAt: string;
  readonly root: { readonly statement: { readonly agency: string; readonly count: number; readonly root: string; readonly time: string }; readonly rootHex: string; readonly jws: string };
  readonly verdicts: readonly {
    readonly envelope: { readonly data: Record<string, unknown> };
    readonly payload: string;
    readonly payloadSha256: string;
    readonly nonceHex: string;
    readonly leafHex: string;
    readonly index: number;
    readonly pathHex: readonly string[];
    readonly signed: string;
    readonly jwe: string;
  }[];
  readonly refused: readonly { readonly what: string; readonly code: string; readonly line: string }[];
}

export interface RefusedVectors {
  readonly refused: readonly { readonly what: string; readonly code: string; readonly openedAt: string; readonly line: string }[];
}
