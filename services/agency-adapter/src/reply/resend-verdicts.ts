import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { walkRows } from '@lianshen/platform/store';
import { ResendSchedule } from '@lianshen/platform/timers';
import { WORK_ITEM, type WorkItems } from '../views/work-item.model.js';
import { ItemStreams } from '../worklist/item-streams.js';
import { ReplyOutbox } from './reply-outbox.js';

const FIRST_AFTER_MS = 15_000;
const ATTEMPTS_MAX = 14;

/** Sends verdicts again until they are filed or rejected, with a wait that doubles and an end; then a person looks. */
@Injectable()
export class ResendVerdicts {
  private readonly schedule = new ResendSchedule({ firstAfterMs: FIRST_AFTER_MS, attemptsMax: ATTEMPTS_MAX, rememberedMax: 100_000 });

  constructor(
    @InjectModel(WORK_ITEM) private readonly items: WorkItems,
    @Inject(ItemStreams) private readonly streams: ItemStreams,
    @Inject(ReplyOutbox) private readonly outbox: ReplyOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One pass over what is signed and not answered by the coordinator. @returns how many were sent. */
  async resend(): Promise<number> {
    const now = this.clock.now();
    let sent = 0;
    for await (const { _id } of walkRows(this.items, { status: 'answered', signedAt: { $lt: new Date(now - FIRST_AFTER_MS) } }, 'signedAt')) {
      if (!this.schedule.isDue(_id, now)) continue;
      const { state } = await this.streams.load(_id);
      if (state.status === 'answered') await this.outbox.verdict(_id, state, String(now));
      this.schedule.sent(_id, now);
      sent++;
    }
    return sent;
  }

  /** Verdicts that the coordinator has not answered yet; a figure of /metrics. */
  unfiledCount(): Promise<number> {
    return this.items.countDocuments({ status: 'answered' }).exec();
  }
}
