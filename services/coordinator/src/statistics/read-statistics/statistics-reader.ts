import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AgencyId } from '@lianshen/contracts/kernel';
import { Refused } from '@lianshen/platform/http';
import type { CountedBy } from '../domain/counted-by.js';
import type { CutBy, Period } from '../domain/period.js';
import { StatisticsTally, type Statistics } from '../domain/statistics.js';
import { STATISTIC_ROW, type StatisticRow, type StatisticRows } from '../rows/statistic-row.model.js';

/** More than a province has of requests in three years. */
const ROWS_MAX = 500_000;
/** So many are held at a time. */
const TOGETHER = 500;

/** What is counted. */
export interface Scope {
  readonly period: Period;
  readonly by: CutBy;
  readonly agency?: AgencyId | undefined;
  readonly policy?: string | undefined;
  /** Whether what is open outside the period is counted as well. */
  readonly openElsewhere: boolean;
}

/** Counts from rows as they come: what it costs grows with the period and with what is open, not with what has ever been. */
@Injectable()
export class StatisticsReader {
  constructor(@InjectModel(STATISTIC_ROW) private readonly rows: StatisticRows) {}

  /** @throws Refused `statistics.too-much` over 500,000 rows. */
  async read(scope: Scope, counted: CountedBy): Promise<Statistics> {
    const tally = new StatisticsTally(scope.period, scope.by, counted);
    let left = ROWS_MAX;
    for await (const { fact } of this.walk(scope)) {
      if (left-- <= 0) throw new Refused({ code: 'statistics.too-much', params: {} });
      tally.add(fact);
    }
    return tally.statistics();
  }

  private async *walk({ period, agency, policy, openElsewhere }: Scope): AsyncGenerator<StatisticRow> {
    const [begins, ends] = [new Date(period.begins), new Date(period.ends)];
    const only = { ...(agency === undefined ? {} : { agency }), ...(policy === undefined ? {} : { policy }) };
    yield* this.rowsThat({ ...only, at: { $gte: begins, $lt: ends } });
    if (!openElsewhere) return;
    for (const at of [{ $lt: begins }, { $gte: ends }]) yield* this.rowsThat({ ...only, open: true, at });
  }

  /** One cursor and no pages: each page would look for its place anew, which costs the square of what there is. */
  private rowsThat(filter: object): AsyncIterable<StatisticRow> {
    return this.rows.find(filter as never).lean<StatisticRow[]>().cursor({ batchSize: TOGETHER });
  }
}
