import { createCipheriv, createDecipheriv, diffieHellman, hkdfSync, createSecretKey, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { COORDINATOR, ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Envelope } from '@lianshen/contracts/messages';
import type { KeyDirectory, RegisteredKey } from './key-directory.js';
import { parseObject } from './parse-json.js';
import type { OwnKey, OwnKeys } from './party-keys.js';
import { drawRandomBytes } from './random-bytes.js';
import { b64, sha256, type SignedMessage } from './sign-envelope.js';
import { SignatureVerifier } from './verify-signed.js';

const DAY_MS = 86_400_000;
/** JetStream keeps messages for 45 days; a day more for clocks that differ. */
const OLDEST_DAYS = 46;
const CLOCK_AHEAD_MS = 10 * 60_000;

/** Five parts in base64url, the second empty, a 96-bit IV and a 128-bit tag: one spelling of one message. */
const COMPACT_JWE = /^[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/;
const KID = /^([\w-]{22})\.([\w-]{22})\.(\d{1,6})$/;

/** What a header's kid says. */
interface NamedKeys {
  readonly senderKid: string;
  readonly receiverKid: string;
  /** Whole days since 1970-01-01 UTC. */
  readonly day: number;
}

/** A message that opened and verified: who signed it, what it says, and the bytes that prove it. */
export interface OpenedMessage {
  readonly envelope: Envelope;
  /** The signed message exactly as it came, a JWS or one under a signed root; what an auditor verifies again. */
  readonly jws: string;
  /** SHA-256 of the envelope's bytes, base64url. */
  readonly payloadHash: string;
  /** Which of the receiver's agreement keys it was sealed to. */
  readonly receiverKid: string;
  /** The sender's keys that sealed and signed it. */
  readonly sealedBy: RegisteredKey;
  readonly signedBy: RegisteredKey;
}

/** How a message that names a revoked key is taken. */
export interface OpenOptions {
  /** Epoch ms at which the receiver's own server stored it; now where that is not known. */
  readonly receivedAt?: number;
  /** A person has looked at it and answers for it: it opens although a key is revoked. */
  readonly acceptRevoked?: boolean;
}

/**
 * Seals and opens messages between this party and others: a JWS (EdDSA, RFC 8037), or a message under a signed root, inside
 * a JWE (`dir`, A256GCM, RFC 7516), both compact. The content key comes by HKDF-SHA256 from the static X25519 agreement of
 * both parties, the day, the direction and the agency: one agreement a day, symmetric work a message.
 */
export class Sealer {
  private readonly contentKeys = new LRUCache<string, KeyObject>({ max: 2_000 });
  private readonly headers = new LRUCache<string, NamedKeys>({ max: 2_000 });
  private readonly signatures: SignatureVerifier;

  constructor(
    private readonly own: OwnKeys,
    private readonly directory: KeyDirectory,
    /** Where initialisation vectors come from; only test vectors hand in others, because a vector must never come twice under a key. */
    private readonly draw: (length: number) => Buffer = drawRandomBytes,
  ) {
    this.signatures = new SignatureVerifier(directory);
  }

  /** @param now epoch ms, fixes the key's day. Refused when no key of the receiver is registered, or each is revoked. */
  seal(message: SignedMessage, receiver: string, now: number): Result<string> {
    const { agree: theirs } = this.directory.newest(receiver);
    if (!theirs) return refuse(this.directory.knows(receiver) ? 'seal.receiver-revoked' : 'seal.receiver-unknown', { party: receiver });
    const day = Math.floor(now / DAY_MS);
    const ours = this.own.agree;
    const key = this.contentKey(ours, theirs, day, `${this.own.partyId}>${receiver}`);
    const header = b64(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: `${ours.kid}.${theirs.kid}.${day}` }));
    const iv = this.draw(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header, 'ascii'));
    const text = Buffer.concat([cipher.update(message.jws, 'ascii'), cipher.final()]);
    return ok(`${header}..${b64(iv)}.${b64(text)}.${b64(cipher.getAuthTag())}`);
  }

  /**
   * Opens a compact JWE and verifies what was signed in it over the bytes received. A message counts because it opens
   * and verifies under the keys registered for its sender, never by its subject. Refused with `key.revoked` when all
   * is well but one of those keys was revoked, and the message was not both signed and received before that.
   */
  open(jwe: string, now: number, { receivedAt = now, acceptRevoked = false }: OpenOptions = {}): Result<OpenedMessage> {
    const outer = this.decrypt(jwe, now);
    if (!outer.ok) return outer;
    const { jws, sender, receiverKid } = outer.value;
    const verified = this.signatures.verify(jws);
    if (!verified.ok) return verified;
    const { envelope, signer, payload, signedAt, name } = verified.value;
    if (signer.partyId !== sender.partyId || envelope.source !== signer.partyId) return refuse('seal.source-differs');
    if (envelope.audience !== this.own.partyId) return refuse('seal.not-for-us');
    if (signedAt > now + CLOCK_AHEAD_MS) return refuse('seal.from-the-future');
    const revoked = [signer, sender].find(({ revokedAt = Infinity }) => Math.max(signedAt, receivedAt) >= revokedAt);
    if (revoked && !acceptRevoked) return refuse('key.revoked', { party: revoked.partyId, kid: revoked.kid, message: name });
    return ok({ envelope, jws, payloadHash: sha256(payload), receiverKid, sealedBy: sender, signedBy: signer });
  }

  private decrypt(jwe: string, now: number): Result<{ jws: string; sender: RegisteredKey; receiverKid: string }> {
    if (!COMPACT_JWE.test(jwe)) return refuse('seal.malformed');
    const [header, , iv, text, tag] = jwe.split('.') as [string, string, string, string, string];
    const found = this.keyNamedBy(header, now);
    if (!found.ok) return found;
    try {
      const decipher = createDecipheriv('aes-256-gcm', found.value.key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(Buffer.from(tag, 'base64url'));
      const jws = decipher.update(Buffer.from(text, 'base64url'), undefined, 'latin1') + decipher.final('latin1');
      return ok({ jws, sender: found.value.sender, receiverKid: found.value.receiverKid });
    } catch {
      return refuse('seal.does-not-open');
    }
  }

  private keyNamedBy(header: string, now: number): Result<{ key: KeyObject; sender: RegisteredKey; receiverKid: string }> {
    const named = this.readHeader(header);
    if (!named) return refuse('seal.malformed');
    const { receiverKid } = named;
    const ours = [this.own.agree, ...(this.own.alsoAgree ?? [])].find(({ kid }) => kid === receiverKid);
    if (!ours) return refuse('seal.not-for-us');
    const sender = this.directory.find(named.senderKid, 'agree');
    if (!sender) return refuse('seal.key-unknown');
    const today = Math.floor(now / DAY_MS);
    if (named.day < today - OLDEST_DAYS || named.day > today + 1) return refuse('seal.day-out-of-bounds');
    return ok({ key: this.contentKey(ours, sender, named.day, `${sender.partyId}>${this.own.partyId}`), sender, receiverKid });
  }

  /** A header is the same all day for two parties, so it is read once. */
  private readHeader(header: string): NamedKeys | undefined {
    const known = this.headers.get(header);
    if (known) return known;
    const fields = parseObject(header);
    if (fields?.alg !== 'dir' || fields.enc !== 'A256GCM' || typeof fields.kid !== 'string' || fields.crit !== undefined) return undefined;
    const [, senderKid, receiverKid, day] = KID.exec(fields.kid) ?? [];
    if (senderKid === undefined || receiverKid === undefined) return undefined;
    const named = { senderKid, receiverKid, day: Number(day) };
    this.headers.set(header, named);
    return named;
  }

  private contentKey(ours: OwnKey, theirs: RegisteredKey, day: number, direction: string): KeyObject {
    const name = `${ours.kid}|${theirs.kid}|${day}|${direction}`;
    const cached = this.contentKeys.get(name);
    if (cached) return cached;
    const shared = diffieHellman({ privateKey: ours.privateKey, publicKey: theirs.publicKey });
    const agency = this.own.partyId === COORDINATOR ? theirs.partyId : this.own.partyId;
    const info = `lianshen sealing 1|${day}|${direction}|${agency}`;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(32), info, 32)));
    this.contentKeys.set(name, key);
    return key;
  }
}
