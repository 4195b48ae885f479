import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { LRUCache } from 'lru-cache';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { walkRows } from '@lianshen/platform/store';
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
  private readonly attempts = new LRUCache<string, { count: number; nextAt: number }>({ max: 20_000 });

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
      const tried = this.attempts.get(_id) ?? { count: 0, nextAt: 0 };
      if (tried.nextAt > now || tried.count >= ATTEMPTS_MAX) continue;
      const { state } = await this.streams.load(_id);
      for (const message of unansweredBy(state)) await this.outbox.nonAnswer(_id, message, String(now));
      this.attempts.set(_id, { count: tried.count + 1, nextAt: now + FIRST_AFTER_MS * 2 ** tried.count });
      looked++;
    }
    return looked;
  }
}
