import { createHmac } from 'node:crypto';
import { mongo } from 'mongoose';
import { Fault } from '@lianshen/contracts/kernel';
import { decryptBytes, encryptBytes } from '../sealing/field-cipher.js';
import type { WrappingKeys } from '../sealing/wrapping-keys.js';

/** How a letter was done with, by whom and when. */
export interface Settled {
  readonly how: 'replayed' | 'accepted';
  readonly by: string;
  readonly at: Date;
}

export interface DeadLetterDocument {
  readonly _id: string;
  readonly reason: string;
  readonly subject: string;
  readonly at: Date;
  /** When the server stored the message; absent in what was kept before this was written down. */
  readonly receivedAt?: Date;
  readonly deliveries: number;
  readonly bytes: number;
  /** HMAC-SHA256 under the root secret, base64url: tells equal letters without a plain hash of what may be personal data. */
  readonly mac: string;
  /** What came, encrypted: an attacker can put anything on a subject, also personal data in clear. Null where it is too large, or done with. */
  readonly content: mongo.Binary | null;
  /** The wrapping key of the content; absent in what was kept before there were several. */
  readonly by?: string;
  /** Of `key.revoked`: whose key. */
  readonly party?: string;
  readonly kid?: string;
  readonly settled?: Settled;
}

/** A message that cannot be handled, as it came. */
export interface DeadLetter {
  readonly stream: string;
  readonly seq: number;
  readonly subject: string;
  readonly deliveries: number;
  /** Epoch ms, of the server that stored it. */
  readonly receivedAt: number;
  /** Of the line in its bundle; undefined where the message was one line. */
  readonly line?: number | undefined;
  readonly content: Uint8Array;
}

/** Why a letter is dead: a refusal's or a fault's code, and what is known of the key that was revoked. */
export interface DeathReason {
  readonly code: string;
  readonly party?: string | undefined;
  readonly kid?: string | undefined;
  /** Names the message however often it is sealed and sent again: it is one letter then. */
  readonly sameAs?: string | undefined;
}

/** A letter that waits, with what came. */
export interface WaitingLetter {
  readonly id: string;
  readonly reason: string;
  readonly content: string;
  /** Epoch ms; when it was kept, where the time of its arrival was not written down. */
  readonly receivedAt: number;
}

export interface LetterPosition {
  readonly at: number;
  readonly id: string;
}

/** What binds a wrapped letter to its place. */
export const letterContext = (id: string): string => `dead-letter|${id}`;

/** Larger content is not kept, only its MAC and size. */
const CONTENT_MAX = 512 * 1024;
/** Letters of one subject that wait; those that are parked for a revoked key have as many places again. */
const WAITING_MAX = 1_000;
const SUBJECT_MAX = 200;
const PARKED = 'key.revoked';
const WAITS = { settled: { $exists: false } };

/**
 * Dead letters of one process, in its own database: with a reason and a count, to be looked at and replayed. Each subject, and
 * so each sender, has its own places; what comes when they are taken is told to `onFull` and not kept. The first letters of a
 * flood are the evidence, and whoever has an answer to expect sends again.
 */
export class DeadLetters {
  constructor(
    private readonly collection: mongo.Collection<DeadLetterDocument>,
    private readonly wrapping: Pick<WrappingKeys, 'current' | 'find' | 'root'>,
    private readonly now: () => number,
    /** Told of each letter that is not kept. */
    private readonly onFull: (reason: string) => void = () => undefined,
    private readonly waitingMax = WAITING_MAX,
  ) {}

  async createIndexes(): Promise<void> {
    await this.collection.createIndex({ at: 1, _id: 1 });
    await this.collection.createIndex({ subject: 1, at: 1 });
  }

  /** Stores a letter once, however often it comes, unless the places of its subject are taken. */
  async put(letter: DeadLetter, { code, party, kid, sameAs }: DeathReason): Promise<void> {
    if (await this.isFull(letter.subject, code)) return this.onFull(code);
    const content = Buffer.from(letter.content);
    const mac = this.mac(content);
    // A server whose store was lost numbers its messages from 1 again: the MAC keeps another letter from being taken for this one.
    const id = sameAs === undefined ? `${letter.stream}-${letter.seq}-${mac.slice(0, 8)}` : `again-${this.mac(Buffer.from(sameAs)).slice(0, 22)}`;
    const { id: by, key } = this.wrapping.current;
    const document: Omit<DeadLetterDocument, '_id'> = {
      reason: code,
      subject: letter.subject.slice(0, SUBJECT_MAX),
      at: new Date(this.now()),
      receivedAt: new Date(letter.receivedAt),
      deliveries: letter.deliveries,
      bytes: content.length,
      mac,
      content: content.length > CONTENT_MAX ? null : new mongo.Binary(encryptBytes(key, letterContext(id), content)),
      by,
      ...(party === undefined ? {} : { party }),
      ...(kid === undefined ? {} : { kid }),
    };
    await this.collection.updateOne({ _id: id }, { $setOnInsert: document }, { upsert: true });
  }

  private async isFull(subject: string, code: string): Promise<boolean> {
    const reason = code === PARKED ? PARKED : { $ne: PARKED };
    const waiting = await this.collection.countDocuments({ ...WAITS, subject: subject.slice(0, SUBJECT_MAX), reason }, { limit: this.waitingMax });
    return waiting >= this.waitingMax;
  }

  /** Letters that wait for a person. */
  count(): Promise<number> {
    return this.collection.countDocuments(WAITS);
  }

  /** Those that wait, the oldest first. @param limit letters at most. @param after where the page before ended. */
  async list(limit: number, after?: LetterPosition): Promise<DeadLetterDocument[]> {
    const at = after && new Date(after.at);
    const onward = after ? { $or: [{ at: { $gt: at } }, { at, _id: { $gt: after.id } }] } : {};
    try {
      return await this.collection.find({ $and: [WAITS, onward] } as mongo.Filter<DeadLetterDocument>).sort({ at: 1, _id: 1 }).limit(limit).toArray();
    } catch (error) {
      throw new Fault('the dead letters cannot be read', { cause: error });
    }
  }

  /** A letter that waits; undefined where there is none of this id, it is done with, or its content was too large to be kept. */
  async find(id: string): Promise<WaitingLetter | undefined> {
    const letter = await this.collection.findOne({ _id: id }).catch((error: unknown) => {
      throw new Fault('a dead letter cannot be read', { cause: error });
    });
    if (!letter?.content || letter.settled) return undefined;
    const content = decryptBytes(await this.wrapping.find(letter.by), letterContext(id), Buffer.from(letter.content.buffer)).toString('utf8');
    return { id, reason: letter.reason, content, receivedAt: (letter.receivedAt ?? letter.at).getTime() };
  }

  /** A letter was done with: it waits no longer, and what came is not kept twice. */
  async settle(id: string, how: Settled['how'], by: string): Promise<void> {
    try {
      await this.collection.updateOne({ _id: id }, { $set: { settled: { how, by, at: new Date(this.now()) }, content: null } });
    } catch (error) {
      throw new Fault('a dead letter cannot be settled', { cause: error });
    }
  }

  private mac(content: Buffer): string {
    return createHmac('sha256', this.wrapping.root).update('lianshen dead letter 1\n').update(content).digest('base64url');
  }
}
