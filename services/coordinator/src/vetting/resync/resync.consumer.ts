import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ok, type AgencyId, type Result } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import type { Barren, Inbound } from '@lianshen/platform/messaging';
import { LOG } from '@lianshen/platform/process';
import type { Log } from '@lianshen/platform/telemetry';
import { TellClosed } from '../../agencies/tell-closed/tell-closed.js';
import { ResendRequests } from '../send-requests/resend-requests.js';

/** An agency that asks more often than this is answered once: the requests are on their way. */
const EVERY_MS = 20_000;

@Controller()
export class ResyncConsumer {
  private readonly lastAt = new Map<AgencyId, number>();

  constructor(
    @Inject(ResendRequests) private readonly requests: ResendRequests,
    @Inject(TellClosed) private readonly closed: TellClosed,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Sends every open request of the agency again, with the same ids; and that it is merged, where it is. Nothing new is on record by it. */
  @EventPattern<string>('resync')
  async resync(@Payload() { source: agency }: Inbound<'resync'>): Promise<Result<Barren>> {
    const now = this.clock.now();
    if (now - (this.lastAt.get(agency) ?? 0) < EVERY_MS) return ok('repeated');
    await this.closed.tell(agency);
    const sent = await this.requests.resendAll(agency);
    this.lastAt.set(agency, now);
    this.log.info({ agency, sent }, 'sent open requests again');
    return ok('repeated');
  }
}
