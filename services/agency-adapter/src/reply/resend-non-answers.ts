import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { walkRows } from '@lianshen/platform/store';
import { ResendSchedule } from '@lianshen/platform/timers';
import { WORK_ITEM, type WorkItems } from '../views/work-item.model.js';
import { unansweredBy } from '../worklist/domain/index.js';
import { ItemStreams } from '../worklist/item-streams.js';
import { ReplyOutbox } from './reply-outbox.js';

const FIRST_AFTER_MS = 60_000;
const ATTEMPTS_MAX = 8;
/** JetStream keeps a message for 45 days; this is for what the server lost at the beginning. */
const WITHIN_MS = 3 * 86_400_000;

/**
 * Sends questions, wishes for time and refusals to answer again, with a wait that doubles and an end: the coordinator
 * does not acknowledge them, it answers, and that may take a person days. What it knows already changes nothing there.
 */
@Injectable()
export class ResendNonAnswers {
  private readonly schedule = new ResendSchedule({ firstAfterMs: FIRST_AFTER_MS, attemptsMax: ATTEMPTS_MAX, rememberedMax: 20_000 });

  constructor(
    @InjectModel(WORK_ITEM) private readonly items: WorkItems,
    @Inject(ItemStreams) private readonly streams: ItemStreams,
    @Inject(ReplyOutbox) private readonly outbox: ReplyOutbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One pass. @returns how many items were looked at. */
  async resend(): Promise<number> {
    const now = this.clock.now();
    let looked = 0;
    for await (const { _id } of walkRows(this.items, { askedAt: { $gt: new Date(now - WITHIN_MS), $lt: new Date(now - FIRST_AFTER_MS) } }, 'askedAt')) {
      if (!this.schedule.isDue(_id, now)) continue;
      const { state } = await this.streams.load(_id);
      for (const message of unansweredBy(state)) await this.outbox.nonAnswer(_id, message, String(now));
      this.schedule.sent(_id, now);
      looked++;
    }
    return looked;
  }
}
