import { createHmac } from 'node:crypto';
import { mongo } from 'mongoose';
import { encryptBytes } from '../sealing/field-cipher.js';

export interface DeadLetterDocument {
  readonly _id: string;
  readonly reason: string;
  readonly subject: string;
  readonly at: Date;
  readonly deliveries: number;
  readonly bytes: number;
  /** HMAC-SHA256 under the master key, base64url: tells equal letters without a plain hash of what may be personal data. */
  readonly mac: string;
  /** What came, encrypted: an attacker can put anything on a subject, also personal data in clear. */
  readonly content: mongo.Binary | null;
}

/** A message that cannot be handled, as it came. */
export interface DeadLetter {
  readonly stream: string;
  readonly seq: number;
  readonly subject: string;
  readonly deliveries: number;
  /** Of the line in its bundle; undefined where the message was one line. */
  readonly line?: number | undefined;
  readonly content: Uint8Array;
}

/** Larger content is not kept, only its MAC and size. */
const CONTENT_MAX = 512 * 1024;

/** Dead letters of one process, in its own database: with a reason and a count, to be looked at and replayed. */
export class DeadLetters {
  constructor(
    private readonly collection: mongo.Collection<DeadLetterDocument>,
    private readonly masterKey: Buffer,
    private readonly now: () => number,
  ) {}

  /** Stores a letter once, however often it comes. @param reason a refusal's or a fault's code. */
  async put(letter: DeadLetter, reason: string): Promise<void> {
    const content = Buffer.from(letter.content);
    const mac = createHmac('sha256', this.masterKey).update('lianshen dead letter 1\n').update(content).digest('base64url');
    // A server whose store was lost numbers its messages from 1 again: the MAC keeps another letter from being taken for this one.
    const id = `${letter.stream}-${letter.seq}-${mac.slice(0, 8)}`;
    const document: Omit<DeadLetterDocument, '_id'> = {
      reason,
      subject: letter.subject.slice(0, 200),
      at: new Date(this.now()),
      deliveries: letter.deliveries,
      bytes: content.length,
      mac,
      content: content.length > CONTENT_MAX ? null : new mongo.Binary(encryptBytes(this.masterKey, `dead-letter|${id}`, content)),
    };
    await this.collection.updateOne({ _id: id }, { $setOnInsert: document }, { upsert: true });
  }

  count(): Promise<number> {
    return this.collection.countDocuments({});
  }
}
