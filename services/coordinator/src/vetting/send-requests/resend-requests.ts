import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import { Fault, type AgencyId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG } from '@lianshen/platform/process';
import { type Log } from '@lianshen/platform/telemetry';
import { walkRows } from '@lianshen/platform/store';
import { REQUEST_ROW, type RequestRow, type RequestRows } from '../../views/request-row.model.js';
import { CaseStreams } from '../case-streams.js';
import { CaseOutbox } from './case-outbox.js';

const FIRST_AFTER_MS = 60_000;
const ATTEMPTS_MAX = 12;

/**
 * Sends requests again: those that nobody has acknowledged, with a wait that doubles and an end, and all open ones
 * of an agency that asks for them. JetStream keeps a message for 45 days, so this is for what the server lost.
 */
@Injectable()
export class ResendRequests {
  /** How often each was sent by this process; lost with it, which costs one more sending. */
  private readonly attempts = new LRUCache<string, { count: number; nextAt: number }>({ max: 100_000 });

  constructor(
    @InjectModel(REQUEST_ROW) private readonly rows: RequestRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CaseOutbox) private readonly outbox: CaseOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** One pass over what is open and not acknowledged. */
  async resendUnacknowledged(): Promise<number> {
    const now = this.clock.now();
    let sent = 0;
    const filter = { open: true, receivedAt: null, issuedAt: { $lt: new Date(now - FIRST_AFTER_MS) } };
    for await (const row of walkRows(this.rows, filter, 'issuedAt')) {
      const tried = this.attempts.get(row._id) ?? { count: 0, nextAt: 0 };
      if (tried.nextAt > now || tried.count >= ATTEMPTS_MAX) continue;
      await this.resend(row, String(now));
      this.attempts.set(row._id, { count: tried.count + 1, nextAt: now + FIRST_AFTER_MS * 2 ** tried.count });
      sent++;
    }
    return sent;
  }

  /** Every open request of one agency, with the same ids and the same bytes. */
  async resendAll(agency: AgencyId): Promise<number> {
    let sent = 0;
    for await (const row of walkRows(this.rows, { open: true, agency }, 'dueAt')) {
      await this.resend(row, String(this.clock.now()));
      sent++;
    }
    return sent;
  }

  /** One request that cannot be sent for a reason of its own holds up no other. */
  private async resend(row: RequestRow, attempt: string): Promise<void> {
    try {
      const { state } = await this.cases.load(row.caseId);
      if (state.requests[row.agency]?.status === 'open') await this.outbox.everything(state, row.agency, attempt);
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.log.error({ err: error, requestId: row._id }, 'a request cannot be sent again');
    }
  }
}
