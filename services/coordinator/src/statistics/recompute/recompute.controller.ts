import { Controller, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { RecomputationQuery, type RecomputationView } from '@lianshen/contracts/api';
import { COORDINATOR, Fault, toIso } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { orRefused, validated } from '@lianshen/platform/http';
import { Costly, RightTo } from '@lianshen/platform/identity';
import { Calendars } from '../../calendars/calendars.js';
import { periodOf, type Period } from '../domain/period.js';
import { shownToAll } from '../domain/shown-outside.js';
import { DescribeStatistics } from '../read-statistics/describe-statistics.js';
import { differingFigures } from './differing-figures.js';
import { DIFFERENCES_MAX, Recomputation } from './recomputation.js';

/** Each reads the whole ledger. */
const RUNNING_MAX = 2;

@Controller('api/statistics/recomputation')
export class RecomputeController {
  private readonly running = new Map<string, Promise<RecomputationView>>();

  constructor(
    @Inject(Recomputation) private readonly recomputation: Recomputation,
    @Inject(DescribeStatistics) private readonly description: DescribeStatistics,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Derives every figure of a period from the ledger alone and compares. Those who ask for the same while one runs get its result. @throws Fault while two others run. */
  @Post()
  @HttpCode(200)
  @RightTo('recomputeStatistics')
  @Costly()
  recompute(@Query() query: unknown): Promise<RecomputationView> {
    const now = this.clock.now();
    const period = orRefused(periodOf(validated(RecomputationQuery, query), now, this.calendars.of(COORDINATOR).zone));
    const key = `${period.from} ${period.to}`;
    const same = this.running.get(key);
    if (same) return same;
    if (this.running.size >= RUNNING_MAX) throw new Fault('statistics: other recomputations run');
    const run = this.run(period, now).finally(() => this.running.delete(key));
    this.running.set(key, run);
    return run;
  }

  private async run(period: Period, now: number): Promise<RecomputationView> {
    const { ledger, view, commits, cases, unsettled, rows, rowsDiffering, differences } = await this.recomputation.run(period, { now, calendarOf: (party) => this.calendars.of(party) });
    const figures = differingFigures(ledger, view);
    return {
      equal: rowsDiffering === 0 && figures.differing.length === 0,
      now: toIso(now),
      from: period.from,
      to: period.to,
      commits,
      cases,
      unsettled,
      rows,
      rowsDiffering,
      rowDifferences: [...differences],
      figures: figures.compared,
      figuresDiffering: figures.differing.length,
      figureDifferences: figures.differing.slice(0, DIFFERENCES_MAX),
      ledger: this.description.describe(shownToAll(ledger), { period, by: 'whole', restricted: false, now }),
    };
  }
}
