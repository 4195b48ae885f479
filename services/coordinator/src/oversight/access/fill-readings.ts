import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { readingsOf } from '@lianshen/platform/access';
import { LedgerStore, partsOfStream } from '@lianshen/platform/ledger';
import { ViewRows } from '@lianshen/platform/store';
import { READING_ROW, readingRowsOf, type ReadingRow, type ReadingRows } from './reading-row.model.js';

/** Stands in the collection once every reading of the ledger has its row. It was read by nobody at no time: no reader of rows meets it. */
const FILLED = '~filled';
const TOGETHER = 500;

/** Makes the rows of readings from the ledger where that was never done. */
@Injectable()
export class FillReadings {
  constructor(
    @InjectModel(READING_ROW) private readonly rows: ReadingRows,
    @Inject(LedgerStore) private readonly store: LedgerStore,
  ) {}

  /** Any number of processes may fill at once, and while people read. Filled already: nothing to do. */
  async fill(): Promise<void> {
    if ((await this.rows.findById(FILLED).lean().exec()) !== null) return;
    const views = new ViewRows<ReadingRow>(this.rows.collection as never);
    let together: Promise<void>[] = [];
    for await (const commit of this.store.readAll('access/')) {
      together.push(...readingRowsOf(partsOfStream(commit.stream).id, commit, readingsOf(commit)).map((row) => views.put(row)));
      if (together.length < TOGETHER) continue;
      await Promise.all(together);
      together = [];
    }
    await Promise.all(together);
    await this.rows.collection.updateOne({ _id: FILLED as never }, { $set: { seq: 0 } }, { upsert: true });
  }
}
