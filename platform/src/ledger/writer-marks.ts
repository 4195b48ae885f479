import type { mongo } from 'mongoose';

export interface WriterMark {
  readonly _id: string;
  readonly relayedTo: number;
  readonly leaseUntil: Date;
  readonly closed: boolean;
  /** When another instance first found the lease lapsed. */
  readonly lapsedAt?: Date;
}

export const LEASE_MS = 5_000;

/** The relay marks: one small document a writer, the only part of the ledger's housekeeping that changes. */
export class WriterMarks {
  constructor(private readonly collection: mongo.Collection<WriterMark>) {}

  async createIndexes(): Promise<void> {
    await this.collection.createIndex({ leaseUntil: 1 }, { partialFilterExpression: { closed: false } });
  }

  async register(writer: string, now: number): Promise<void> {
    await this.collection.insertOne({ _id: writer, relayedTo: 0, leaseUntil: new Date(now + LEASE_MS), closed: false });
  }

  async save(writer: string, relayedTo: number, now: number): Promise<void> {
    await this.collection.updateOne({ _id: writer }, { $max: { relayedTo }, $set: { leaseUntil: new Date(now + LEASE_MS), closed: false }, $unset: { lapsedAt: '' } });
  }

  /** Ends a writer; one that leaves something open is left to the next take-over at once. */
  async close(writer: string, relayedTo: number, complete: boolean): Promise<void> {
    await this.collection.updateOne({ _id: writer }, { $max: { relayedTo }, $set: { leaseUntil: new Date(0), closed: complete } });
  }

  /** Takes the lease of one writer whose own has lapsed, or nothing. @returns since when it has lapsed, too. */
  async claimLapsed(now: number): Promise<(WriterMark & { readonly lapsedAt: Date }) | undefined> {
    const claimed = await this.collection.findOneAndUpdate(
      { closed: false, leaseUntil: { $lt: new Date(now) } },
      { $set: { leaseUntil: new Date(now + LEASE_MS) } },
      { returnDocument: 'after' },
    );
    if (!claimed) return undefined;
    const lapsedAt = claimed.lapsedAt ?? new Date(now);
    if (!claimed.lapsedAt) await this.collection.updateOne({ _id: claimed._id }, { $set: { lapsedAt } });
    return { ...claimed, lapsedAt };
  }
}
