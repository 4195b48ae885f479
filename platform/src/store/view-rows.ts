import type { AnyBulkWriteOperation, mongo } from 'mongoose';
import { Fault } from '@lianshen/contracts/kernel';
import { duplicateIndexes } from './duplicate-indexes.js';
import { GroupedWrites } from './grouped-writes.js';

/** A row of a read model: a fold of one ledger stream up to `seq`. */
export interface ViewRow {
  readonly _id: string;
  readonly seq: number;
}

/** What of a mongoose model this needs; a row is complete, so nothing is cast or merged. */
export interface RowCollection<R extends ViewRow> {
  bulkWrite(operations: AnyBulkWriteOperation<R>[], options: { ordered: false }): Promise<unknown>;
}

/**
 * Writes rows so that one is replaced only by a higher seq: out of order and twice are harmless. Rows that wait
 * are coalesced, the highest seq of each id wins.
 */
export class ViewRows<R extends ViewRow> {
  private readonly writes: GroupedWrites<R, void>;

  constructor(private readonly collection: RowCollection<R>) {
    this.writes = new GroupedWrites((rows) => this.write(rows), { groupMax: 500, waitingMax: 20_000 });
  }

  put(row: R): Promise<void> {
    return this.writes.add(row);
  }

  private async write(rows: readonly R[]): Promise<void[]> {
    const newest = new Map<string, R>();
    for (const row of rows) if ((newest.get(row._id)?.seq ?? 0) < row.seq) newest.set(row._id, row);
    try {
      await this.collection.bulkWrite([...newest.values()].map(replaceOlder), { ordered: false });
    } catch (error) {
      // The upsert of an older row meets the newer one as a duplicate: that is the rule working.
      if (!duplicateIndexes(error)) throw new Fault('a view cannot be written', { cause: error });
    }
    return rows.map(() => undefined);
  }
}

const replaceOlder = <R extends ViewRow>(row: R): AnyBulkWriteOperation<R> => ({
  replaceOne: { filter: { _id: row._id, seq: { $lt: row.seq } } as mongo.Filter<R>, replacement: row as unknown as mongo.WithoutId<R>, upsert: true },
});
