import { verify } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import { Envelope, SignedRoot } from '@lianshen/contracts/messages';
import type { KeyDirectory, RegisteredKey } from './key-directory.js';
import { parseJson, parseObject } from './parse-json.js';
import { isRooted, leadsTo, readRooted } from './rooted-text.js';

/** What a party signed, in whichever form. */
export interface VerifiedText {
  readonly envelope: Envelope;
  readonly signer: RegisteredKey;
  /** The bytes of the envelope as they were received. */
  readonly payload: Buffer;
  /** What it says itself of when it was signed, epoch ms. */
  readonly signedAt: Instant;
  /** Names the message however often it is sealed and sent again. */
  readonly name: string;
}

interface VerifiedJws {
  readonly signer: RegisteredKey;
  readonly payload: Buffer;
  readonly signature: string;
}

/** Roots whose signature is remembered: what is approved together comes together. */
const ROOTS_MAX = 1_000;

/**
 * Verifies signed texts under the registered keys: a JWS over an envelope, or an envelope under a signed root. Of a root the
 * signature is verified once, of each message its path.
 */
export class SignatureVerifier {
  /** By the root's JWS. Its kid is the thumbprint of the key, so that what verified once verifies always; whose key it is, is asked each time. */
  private readonly roots = new LRUCache<string, SignedRoot>({ max: ROOTS_MAX });

  constructor(private readonly directory: KeyDirectory) {}

  /** Refused as `seal.malformed`, `seal.key-unknown`, `seal.signature-wrong`, `seal.envelope-malformed` or `seal.source-differs`. */
  verify(text: string): Result<VerifiedText> {
    return isRooted(text) ? this.verifyRooted(text) : this.verifyAlone(text);
  }

  private verifyAlone(jws: string): Result<VerifiedText> {
    const verified = this.verifyJws(jws);
    if (!verified.ok) return verified;
    const { signer, payload, signature } = verified.value;
    const envelope = readEnvelope(payload);
    return envelope ? ok({ envelope, signer, payload, signedAt: Date.parse(envelope.time), name: signature }) : refuse('seal.envelope-malformed');
  }

  private verifyRooted(text: string): Result<VerifiedText> {
    const rooted = readRooted(text);
    if (!rooted) return refuse('seal.malformed');
    const { rootJws, payload, index } = rooted;
    const verified = this.verifyRoot(rootJws);
    if (!verified.ok) return verified;
    const { root, signer, signature } = verified.value;
    if (!leadsTo(root, rooted)) return refuse('seal.signature-wrong');
    const envelope = readEnvelope(payload);
    if (!envelope) return refuse('seal.envelope-malformed');
    if (root.agency !== signer.partyId) return refuse('seal.source-differs');
    return ok({ envelope, signer, payload, signedAt: Math.max(Date.parse(envelope.time), Date.parse(root.time)), name: `${signature}.${index}` });
  }

  private verifyRoot(rootJws: string): Result<{ root: SignedRoot; signer: RegisteredKey; signature: string }> {
    const known = this.roots.get(rootJws);
    const verified = this.verifyJws(rootJws, known !== undefined);
    if (!verified.ok) return verified;
    const { signer, payload, signature } = verified.value;
    const root = known ?? SignedRoot.safeParse(parseJson(payload.toString('utf8'))).data;
    if (!root) return refuse('seal.envelope-malformed');
    this.roots.set(rootJws, root);
    return ok({ root, signer, signature });
  }

  /** @param isKnown these very bytes were verified before. */
  private verifyJws(jws: string, isKnown = false): Result<VerifiedJws> {
    const parts = jws.split('.');
    const [header = '', body = '', signature = ''] = parts;
    const fields = parts.length === 3 ? parseObject(header) : undefined;
    if (fields?.alg !== 'EdDSA' || typeof fields.kid !== 'string' || fields.crit !== undefined) return refuse('seal.malformed');
    const signer = this.directory.find(fields.kid, 'sign');
    if (!signer) return refuse('seal.key-unknown');
    const signed = isKnown || verify(null, Buffer.from(`${header}.${body}`, 'ascii'), signer.publicKey, Buffer.from(signature, 'base64url'));
    return signed ? ok({ signer, payload: Buffer.from(body, 'base64url'), signature }) : refuse('seal.signature-wrong');
  }
}

function readEnvelope(payload: Buffer): Envelope | undefined {
  return Envelope.safeParse(parseJson(payload.toString('utf8'))).data;
}
