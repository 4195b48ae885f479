import type { AnyBulkWriteOperation } from 'mongoose';
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
 * A row that changes several times within this time is written once. A list may be so much behind; whoever sends a
 * command is answered from the fold.
 */
const USUAL = { groupMax: 500, spacingMs: 200 };
const WAITING_MAX = 50_000;

/**
 * Writes rows so that one is replaced only by a higher seq: out of order and twice are harmless. Rows that wait
 * are coalesced, the highest seq of each id wins.
 */
export class ViewRows<R extends ViewRow> {
  private readonly writes: GroupedWrites<R, void>;

  /** @param bounds how many rows are put in one group, and at least how long after the one before, where it is not the usual. */
  constructor(
    private readonly collection: RowCollection<R>,
    bounds: { readonly groupMax: number; readonly spacingMs: number } = USUAL,
  ) {
    this.writes = new GroupedWrites((rows) => this.write(rows), { waitingMax: WAITING_MAX, ...bounds });
  }

  put(row: R): Promise<void> {
    return this.writes.add(row);
  }

  private async write(rows: readonly R[]): Promise<void[]> {
    const newest = new Map<string, R>();
    for (const row of rows) if ((newest.get(row._id)?.seq ?? 0) < row.seq) newest.set(row._id, row);
    const met = await this.replaceOlder([...newest.values()]);
    // Another process may have put an older row at the very same moment: those are tried once more, now that a row is there.
    if (met.length > 0) await this.replaceOlder(met);
    return rows.map(() => undefined);
  }

  /** @returns the rows that met another one: the upsert of an older row meets the newer one as a duplicate. */
  private async replaceOlder(rows: readonly R[]): Promise<R[]> {
    try {
      await this.collection.bulkWrite(rows.map(replaceOlder), { ordered: false });
      return [];
    } catch (error) {
      const duplicates = duplicateIndexes(error);
      if (!duplicates) throw new Fault('a view cannot be written', { cause: error });
      return rows.filter((_, index) => duplicates.has(index));
    }
  }
}

const replaceOlder = <R extends ViewRow>(row: R): AnyBulkWriteOperation<R> => ({
  replaceOne: { filter: { _id: row._id, seq: { $lt: row.seq } }, replacement: row, upsert: true },
});
