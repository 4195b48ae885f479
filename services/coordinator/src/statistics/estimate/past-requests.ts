import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AgencyId } from '@lianshen/contracts/kernel';
import { ANSWERS_MAX, ANSWERS_MIN } from '../domain/estimate/estimate-agency.js';
import type { PastRequest } from '../domain/estimate/past-request.js';
import { STATISTIC_ROW, type StatisticRow, type StatisticRows } from '../rows/statistic-row.model.js';

/** Those that an estimate is drawn from, and those that it is tried on. */
const ANSWERED_MAX = ANSWERS_MAX + 100;
const OPEN_MAX = 1_000;
const APART_MAX = 500;

/** What is known of an agency. */
export interface KnownOf {
  /** Whether all are of one policy, or there were too few of it. */
  readonly basis: 'policy' | 'agency';
  /** In order of their issue. */
  readonly requests: readonly PastRequest[];
}

/** The last answers of an agency, what is open, and what ended otherwise since the first of the answers. */
@Injectable()
export class PastRequests {
  constructor(@InjectModel(STATISTIC_ROW) private readonly rows: StatisticRows) {}

  async of(agency: AgencyId, policy: string): Promise<KnownOf> {
    const answered = await this.answered({ agency, policy });
    if (answered.length >= ANSWERS_MIN) return { basis: 'policy', requests: await this.withUnanswered(answered, { agency, policy }) };
    return { basis: 'agency', requests: await this.withUnanswered(await this.answered({ agency }), { agency }) };
  }

  private answered(only: object): Promise<PastRequest[]> {
    return this.read({ ...only, outcome: 'answered' }, 'newest', ANSWERED_MAX);
  }

  /** Of many that are open the oldest: they say most of how slow an agency is. */
  private async withUnanswered(answered: readonly PastRequest[], only: object): Promise<PastRequest[]> {
    const since = Math.min(...answered.map(({ issuedAt }) => issuedAt));
    const open = await this.read({ ...only, outcome: 'open' }, 'oldest', OPEN_MAX);
    const apart = answered.length === 0 ? [] : await this.read({ ...only, outcome: 'apart', issuedAt: { $gte: new Date(since) } }, 'newest', APART_MAX);
    return [...answered, ...open, ...apart].sort((one, other) => one.issuedAt - other.issuedAt);
  }

  private async read(only: object, first: 'newest' | 'oldest', limit: number): Promise<PastRequest[]> {
    const sort = { issuedAt: first === 'newest' ? -1 : 1 } as const;
    const rows = await this.rows.find({ kind: 'request', ...only } as never).sort(sort).limit(limit).lean<StatisticRow[]>().exec();
    return rows.flatMap(({ fact }) => (fact.kind === 'request' ? [fact.request] : []));
  }
}
