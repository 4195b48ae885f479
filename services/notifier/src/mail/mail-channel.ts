import { Inject, Injectable } from '@nestjs/common';
import type { PartyId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { duplicateIndexes } from '@lianshen/platform/store';
import { Desks } from '../desks/desks.js';
import type { Channel } from '../receive/channel.js';
import type { Notice } from '../rules/notice.js';
import { NotifierStore, type MailItem } from '../store/notifier-store.js';

/** Mail: accepted once it waits in the outbox. A notice that comes again is there already, also after its digest went out. */
@Injectable()
export class MailChannel implements Channel {
  constructor(
    @Inject(NotifierStore) private readonly store: NotifierStore,
    @Inject(Desks) private readonly desks: Desks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async accept(notices: readonly Notice[]): Promise<void> {
    const wanting = await this.desksThatWantMail(notices);
    const addedAt = new Date(this.clock.now());
    const items = notices
      .filter(({ desk }) => wanting.has(desk))
      .map(({ id, desk, fact, dueAt }): MailItem => ({ _id: id, desk, fact, dueAt: dueAt === null ? null : new Date(dueAt), addedAt, open: true }));
    if (items.length > 0) await this.insert(items);
  }

  private async desksThatWantMail(notices: readonly Notice[]): Promise<Set<PartyId>> {
    const addressed = [...new Set(notices.map(({ desk }) => desk))].filter((desk) => this.desks.findAddress(desk) !== undefined);
    const wishes = await Promise.all(addressed.map(async (desk) => ({ desk, ...(await this.desks.preferencesOf(desk)) })));
    return new Set(wishes.filter(({ mail }) => mail).map(({ desk }) => desk));
  }

  private async insert(items: MailItem[]): Promise<void> {
    try {
      await this.store.mailItems.insertMany(items, { ordered: false });
    } catch (error) {
      if (!duplicateIndexes(error)) throw error;
    }
  }
}
