import { mongo } from 'mongoose';
import type { WrappedKind } from '@lianshen/contracts/api';
import { Fault } from '@lianshen/contracts/kernel';
import { decryptBytes, encryptBytes } from './field-cipher.js';
import type { RewrappedBatch, WrappedThings } from './rewrapping.js';
import type { WrappingKeys } from './wrapping-keys.js';

export interface WrappedDocumentsOptions {
  readonly kind: Exclude<WrappedKind, 'ownKeys'>;
  readonly collection: mongo.Collection<WrappedDocument>;
  /** The member that holds what is wrapped; null there means that nothing is left of it. */
  readonly member: 'wrapped' | 'content';
  /** What binds it to its place. */
  readonly contextOf: (id: string) => string;
  readonly batchMax: number;
}

/** A document of which one member is wrapped. */
export interface WrappedDocument {
  readonly _id: string;
  readonly by?: string;
  readonly wrapped?: mongo.Binary;
  readonly content?: mongo.Binary | null;
}

/** Whoever waits for none is told that there are many; exactly how many would cost a walk through them. */
const COUNT_MAX = 100_000;

/** Documents that hold one wrapped text each. */
export class WrappedDocuments implements WrappedThings {
  readonly kind: WrappedDocumentsOptions['kind'];
  private isIndexed = false;

  constructor(
    private readonly options: WrappedDocumentsOptions,
    private readonly wrapping: Pick<WrappingKeys, 'current' | 'find'>,
  ) {
    this.kind = options.kind;
  }

  /** So that neither counting nor walking goes through what the current key wraps. A store that was never rotated does not pay for it with each case. */
  async prepare(): Promise<void> {
    if (this.isIndexed) return;
    await orFault(() => this.options.collection.createIndex({ by: 1, _id: 1 }));
    this.isIndexed = true;
  }

  count(by: string | null): Promise<number> {
    return orFault(() => this.options.collection.countDocuments(this.wrappedBy(by), { limit: COUNT_MAX }));
  }

  async rewrapBatch(by: string | null, after = ''): Promise<RewrappedBatch> {
    const { collection, batchMax } = this.options;
    const filter = { ...this.wrappedBy(by), _id: { $gt: after } } as mongo.Filter<WrappedDocument>;
    const found = await orFault(() => collection.find(filter).sort({ _id: 1 }).limit(batchMax).toArray());
    const key = await this.wrapping.find(by ?? undefined);
    const writes = found.flatMap((document) => this.rewrite(document, key));
    const rewrapped = writes.length === 0 ? 0 : await orFault(async () => (await collection.bulkWrite(writes, { ordered: false })).modifiedCount);
    const last = found.at(-1)?._id;
    return { rewrapped, failed: found.length - writes.length, ...(last !== undefined && found.length === batchMax ? { next: last } : {}) };
  }

  /** Equality with null also finds documents that bear no mark. */
  private wrappedBy(by: string | null): mongo.Filter<WrappedDocument> {
    return { by, [this.options.member]: { $ne: null } } as mongo.Filter<WrappedDocument>;
  }

  /** An update of what is there and no upsert, and of these very bytes: what was destroyed never comes back. */
  private rewrite(document: WrappedDocument, key: Buffer): mongo.AnyBulkWriteOperation<WrappedDocument>[] {
    const { member, contextOf } = this.options;
    const { _id } = document;
    const before = document[member] as mongo.Binary;
    const { id: by, key: current } = this.wrapping.current;
    try {
      const plain = decryptBytes(key, contextOf(_id), Buffer.from(before.buffer));
      const wrapped = new mongo.Binary(encryptBytes(current, contextOf(_id), plain));
      return [{ updateOne: { filter: { _id, [member]: before }, update: { $set: { by, [member]: wrapped } } } }];
    } catch {
      return [];
    }
  }
}

async function orFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Fault('what is wrapped cannot be read or stored', { cause: error });
  }
}
