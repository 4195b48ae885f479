import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LedgerStore } from '@lianshen/platform/ledger';
import { NO_FACTS } from '../facts/case-facts.js';
import { factsInLedger, type ToldFacts } from '../facts/facts-in-ledger.js';
import { FollowStatistics } from './follow-statistics.js';
import { STATISTIC_ROW, type StatisticRows } from './statistic-row.model.js';

/** Stands in the collection once every case of the ledger has its rows. It is no fact: no reader of rows meets it. */
const FILLED = '~filled';
const TOGETHER = 100;

/** Makes the rows from the ledger where they have never been made whole: in a store of before there were any, or where they were dropped. */
@Injectable()
export class FillStatistics {
  constructor(
    @InjectModel(STATISTIC_ROW) private readonly rows: StatisticRows,
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(FollowStatistics) private readonly following: FollowStatistics,
  ) {}

  /** Any number of processes may fill at once, and while cases go on: a row is replaced only by a higher seq. Filled already: nothing to do. */
  async fill(): Promise<void> {
    if ((await this.rows.findById(FILLED).lean().exec()) !== null) return;
    await this.rows.createIndexes();
    let together: ToldFacts[] = [];
    for await (const told of factsInLedger(this.store)) {
      together.push(told);
      if (together.length < TOGETHER) continue;
      await this.put(together);
      together = [];
    }
    await this.put(together);
    await this.rows.collection.updateOne({ _id: FILLED as never }, { $set: { seq: 0 } }, { upsert: true });
  }

  private async put(together: readonly ToldFacts[]): Promise<void> {
    await Promise.all(together.map(({ caseId, facts, seq }) => this.following.follow(caseId, { before: NO_FACTS, after: facts, seq })));
  }
}
