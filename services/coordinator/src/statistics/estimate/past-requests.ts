import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AgencyId } from '@lianshen/contracts/kernel';
import { ANSWERS_MIN, REQUESTS_MAX } from '../domain/estimate/estimate-agency.js';
import type { PastRequest } from '../domain/estimate/past-request.js';
import { STATISTIC_ROW, type StatisticRow, type StatisticRows } from '../rows/statistic-row.model.js';

/** Those that an estimate is drawn from, and those that it is tried on. */
const READ_MAX = REQUESTS_MAX + 100;

/** What is known of an agency. */
export interface KnownOf {
  /** Whether all are of one policy, or there were too few of it. */
  readonly basis: 'policy' | 'agency';
  /** In order of their issue. */
  readonly requests: readonly PastRequest[];
}

/** The last requests to an agency, whatever became of them. */
@Injectable()
export class PastRequests {
  constructor(@InjectModel(STATISTIC_ROW) private readonly rows: StatisticRows) {}

  async of(agency: AgencyId, policy: string): Promise<KnownOf> {
    const requests = await this.newest({ agency, policy });
    const answers = requests.filter(({ answeredAt, apart }) => answeredAt !== null && apart === null).length;
    return answers >= ANSWERS_MIN ? { basis: 'policy', requests } : { basis: 'agency', requests: await this.newest({ agency }) };
  }

  private async newest(only: object): Promise<PastRequest[]> {
    const rows = await this.rows.find({ kind: 'request', ...only } as never).sort({ issuedAt: -1 }).limit(READ_MAX).lean<StatisticRow[]>().exec();
    return rows.reverse().flatMap(({ fact }) => (fact.kind === 'request' ? [fact.request] : []));
  }
}
