import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Registry } from 'prom-client';
import type { CaseId } from '@lianshen/contracts/kernel';
import { ConfigurationError } from '@lianshen/platform/config';
import { LOG } from '@lianshen/platform/process';
import { walkRows } from '@lianshen/platform/store';
import { gauge, METRICS, type Log } from '@lianshen/platform/telemetry';
import { Calendars } from '../../calendars/calendars.js';
import { REQUEST_ROW, type RequestRows } from '../../views/request-row.model.js';
import { CaseStreams } from '../case-streams.js';
import { CountingTime } from '../counting-time.js';
import { recountDeadlines } from '../domain/index.js';

/** Takes calendars in that an operator has imported, and counts again what was provisional. */
@Injectable()
export class RecountDeadlines {
  /** What was recorded before this process began, or in a turn that failed, may wait for a calendar that it knows. */
  private isDue = true;
  private isRefused = false;

  constructor(
    @InjectModel(REQUEST_ROW) private readonly rows: RequestRows,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CountingTime) private readonly counting: CountingTime,
    @Inject(LOG) private readonly log: Log,
    @Inject(METRICS) registry: Registry,
  ) {
    gauge(registry, 'hub_calendars_refused', '1 while imported calendars cannot be used and those from before count on', () => (this.isRefused ? 1 : 0));
  }

  /** @returns how many cases were looked at. */
  async run(): Promise<number> {
    this.takeIn();
    if (!this.isDue) return 0;
    const seen = new Set<CaseId>();
    for await (const { caseId } of walkRows(this.rows, { provisional: true }, 'dueAt')) {
      if (!seen.has(caseId)) await this.recount(caseId);
      seen.add(caseId);
    }
    this.isDue = false;
    return seen.size;
  }

  private takeIn(): void {
    try {
      if (!this.calendars.load()) return;
      this.isDue = true;
      this.isRefused = false;
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      this.isRefused = true;
      this.log.error({ err: error }, 'calendars that were imported cannot be used; those from before count on');
    }
  }

  private async recount(caseId: CaseId): Promise<void> {
    const counted = await this.counting.of(caseId);
    if (!counted) return;
    await this.cases.execute(caseId, { cause: 'calendar', actor: { kind: 'machine', id: 'calendar' }, decide: (state, now) => recountDeadlines(state, counted, now) });
  }
}
