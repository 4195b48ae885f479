import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Fault, type AgencyId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LOG } from '@lianshen/platform/process';
import { type Log } from '@lianshen/platform/telemetry';
import { walkRows } from '@lianshen/platform/store';
import { ResendSchedule } from '@lianshen/platform/timers';
import { REQUEST_ROW, type RequestRow, type RequestRows } from '../../views/request-row.model.js';
import { CaseStreams } from '../case-streams.js';
import { findRequest } from '../domain/index.js';
import { CaseOutbox } from './case-outbox.js';

const FIRST_AFTER_MS = 60_000;
const ATTEMPTS_MAX = 12;

/**
 * Sends requests again: those that nobody has acknowledged, with a wait that doubles and an end, and all open ones
 * of an agency that asks for them. JetStream keeps a message for 45 days, so this is for what the server lost.
 */
@Injectable()
export class ResendRequests {
  private readonly schedule = new ResendSchedule({ firstAfterMs: FIRST_AFTER_MS, attemptsMax: ATTEMPTS_MAX, rememberedMax: 100_000 });

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
      if (!this.schedule.isDue(row._id, now)) continue;
      await this.resend(row, String(now));
      this.schedule.sent(row._id, now);
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
      const request = findRequest(state, row._id);
      if (request?.status === 'open') await this.outbox.everything(state, request, attempt);
    } catch (error) {
      if (error instanceof Fault) throw error;
      this.log.error({ err: error, requestId: row._id }, 'a request cannot be sent again');
    }
  }
}
