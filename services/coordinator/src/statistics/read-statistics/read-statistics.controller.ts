import { Controller, Get, Inject, Query } from '@nestjs/common';
import { StatisticsQuery, type StatisticsView } from '@lianshen/contracts/api';
import { COORDINATOR } from '@lianshen/contracts/kernel';
import { rolesFor } from '@lianshen/contracts/rights';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { orRefused, Refused, validated } from '@lianshen/platform/http';
import { Costly, RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { Calendars } from '../../calendars/calendars.js';
import { isOfQuarters, periodOf, type CutBy, type Period } from '../domain/period.js';
import { shownOutside, shownToAll } from '../domain/shown-outside.js';
import { DescribeStatistics } from './describe-statistics.js';
import { StatisticsReader } from './statistics-reader.js';

/** Who may read each case learns nothing from a small group. */
const SEES_CASES: readonly string[] = rolesFor('readCase');

@Controller('api/statistics')
export class ReadStatisticsController {
  constructor(
    @Inject(StatisticsReader) private readonly reader: StatisticsReader,
    @Inject(DescribeStatistics) private readonly description: DescribeStatistics,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Figures by agency, policy and period. Whoever may not read cases is shown whole calendar quarters, each by itself, and
   * no small group: the difference of two answers tells of none either.
   */
  @Get()
  @RightTo('readStatistics')
  @Costly()
  async read(@Query() query: unknown, @SignedIn() person: Person): Promise<StatisticsView> {
    const { from, to, by: asked, agency, policy } = validated(StatisticsQuery, query);
    const now = this.clock.now();
    const period = orRefused(periodOf({ from, to }, now, this.calendars.of(COORDINATOR).zone));
    const restricted = !person.roles.some((role) => SEES_CASES.includes(role));
    const by = asked ?? (restricted ? 'quarter' : 'whole');
    if (restricted) refuseFiner(period, by);
    const scope = { period, by, agency, policy, openElsewhere: !restricted };
    const statistics = await this.reader.read(scope, { now, calendarOf: (party) => this.calendars.of(party) });
    const shown = restricted ? shownOutside(statistics) : shownToAll(statistics);
    // Of one agency there are no whole cases; its halts among them are its own.
    return this.description.describe(agency === undefined ? shown : { ...shown, policies: [] }, { period, by, restricted, now });
  }
}

function refuseFiner(period: Period, by: CutBy): void {
  if (by !== 'quarter' || !isOfQuarters(period)) throw new Refused({ code: 'statistics.period-too-fine', params: {} });
}
