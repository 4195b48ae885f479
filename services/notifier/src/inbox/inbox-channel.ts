import { Inject, Injectable } from '@nestjs/common';
import type { PartyId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { duplicateIndexes } from '@lianshen/platform/store';
import { DeliveryOutcomes } from '../deliveries/delivery-outcomes.js';
import type { Channel } from '../receive/channel.js';
import type { Notice } from '../rules/notice.js';
import { NotifierStore, type InboxRow } from '../store/notifier-store.js';
import { InboxStreams } from './inbox-streams.js';

/** The inbox: delivered once it is stored. A row is only ever inserted, so a notice that comes again changes nothing. */
@Injectable()
export class InboxChannel implements Channel {
  constructor(
    @Inject(NotifierStore) private readonly store: NotifierStore,
    @Inject(InboxStreams) private readonly streams: InboxStreams,
    @Inject(DeliveryOutcomes) private readonly outcomes: DeliveryOutcomes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async accept(notices: readonly Notice[]): Promise<void> {
    const desks = new Set(notices.map(({ desk }) => desk));
    const rows: InboxRow[] = [];
    for (const desk of desks) {
      const own = notices.filter((notice) => notice.desk === desk);
      rows.push(...this.rowsOf(own, await this.takePositions(desk, own.length)));
    }
    const added = await this.insert(rows);
    this.outcomes.count({ channel: 'inbox', outcome: 'delivered' }, added);
    for (const desk of desks) this.streams.wake(desk);
  }

  /**
   * Each desk counts for itself: one counter for all would tell an agency how much the others are asked.
   * @returns the position before the first.
   */
  private async takePositions(desk: PartyId, count: number): Promise<number> {
    const counter = await this.store.counters.findOneAndUpdate({ _id: desk }, { $inc: { last: count } }, { upsert: true, returnDocument: 'after' });
    return (counter?.last ?? count) - count;
  }

  private rowsOf(notices: readonly Notice[], before: number): InboxRow[] {
    const arrivedAt = new Date(this.clock.now());
    return notices.map(({ id, dueAt, at, ...notice }, index) => ({
      ...notice,
      _id: id,
      position: before + index + 1,
      dueAt: dueAt === null ? null : new Date(dueAt),
      at: new Date(at),
      arrivedAt,
      readAt: null,
    }));
  }

  /** @returns how many were new. */
  private async insert(rows: InboxRow[]): Promise<number> {
    try {
      await this.store.inbox.insertMany(rows, { ordered: false });
      return rows.length;
    } catch (error) {
      const known = duplicateIndexes(error);
      if (!known) throw error;
      // A position that is taken is a duplicate key too, and then the notice is not there.
      const ids = rows.filter((_, index) => known.has(index)).map(({ _id }) => _id);
      if ((await this.store.inbox.countDocuments({ _id: { $in: ids } })) < ids.length) throw error;
      return rows.length - known.size;
    }
  }
}
