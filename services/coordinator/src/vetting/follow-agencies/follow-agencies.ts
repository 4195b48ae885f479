import { Inject, Injectable } from '@nestjs/common';
import { LOG } from '@lianshen/platform/process';
import type { Log } from '@lianshen/platform/telemetry';
import { NextTurn } from '@lianshen/platform/timers';
import { TellClosed } from '../../agencies/tell-closed/tell-closed.js';
import { MoveRequests } from './move-requests.js';

/**
 * Carries into the cases what became of agencies: again and again, so that a merger takes effect at its time also where no
 * process ran when it was recorded, and what was sent in the moment between is moved by the next turn.
 */
@Injectable()
export class FollowAgencies {
  private readonly turn = new NextTurn(() => this.follow());

  constructor(
    @Inject(TellClosed) private readonly closed: TellClosed,
    @Inject(MoveRequests) private readonly requests: MoveRequests,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** One whole turn that begins after the call: one that is running may have passed over what was just decided. */
  run(): Promise<void> {
    return this.turn.get();
  }

  /** A turn right after a decision; what it does not get done is done by the next. */
  soon(): void {
    void this.run().catch((error: unknown) => this.log.warn({ err: error }, 'what became of agencies could not be followed, next turn'));
  }

  /** An agency that cannot be told just now holds up no request. */
  private async follow(): Promise<void> {
    const moved = await Promise.allSettled([this.closed.tellDue(), this.requests.moveMerged(), this.requests.releaseWithheld()]);
    for (const each of moved) if (each.status === 'rejected') throw each.reason;
  }
}
