import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { invariant, type PartyId } from '@lianshen/contracts/kernel';
import { CHINA_CALENDAR, isOfficeOpen } from '@lianshen/contracts/working-time';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Desks } from '../desks/desks.js';
import { ENVIRONMENT, type NotifierEnvironment } from '../environment.js';
import { NotifierStore, type MailItem, type MailRow } from '../store/notifier-store.js';
import { digestText } from '../templates/digest-text.js';

const ITEMS_MAX = 1_000;

/** Makes one mail of what has waited long enough for a desk, so that a batch of 500 is not 500 mails. */
@Injectable()
export class FormDigests {
  constructor(
    @Inject(NotifierStore) private readonly store: NotifierStore,
    @Inject(Desks) private readonly desks: Desks,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: NotifierEnvironment,
  ) {}

  async formAll(): Promise<void> {
    for (const desk of Object.keys(this.environment.DESKS_FILE)) await this.formDue(desk);
  }

  /** Until nothing is left that has waited long enough. */
  private async formDue(desk: PartyId): Promise<void> {
    const now = this.clock.now();
    for (;;) {
      const items = await this.store.mailItems.find({ desk, open: true }).sort({ addedAt: 1, _id: 1 }).limit(ITEMS_MAX).toArray();
      const [first] = items;
      if (!first || first.addedAt.getTime() + this.environment.MAIL_GATHER_SECONDS * 1_000 > now) return;
      const { language, quiet } = await this.desks.preferencesOf(desk);
      if (quiet && !isOfficeOpen(now, CHINA_CALENDAR)) return;
      const mail = await this.queue(desk, first, items, digestText(language, items.map(({ fact, dueAt }) => ({ fact, dueAt: dueAt?.getTime() ?? null }))));
      await this.store.mailItems.updateMany({ _id: { $in: [...mail.items] } }, { $set: { open: false } });
    }
  }

  /**
   * The first item names the mail: whoever died before the items were closed finds the same mail again, with the same
   * items and Message-ID. The latter is random, for a store that begins anew must not repeat what mail servers remember.
   */
  private async queue(desk: PartyId, first: MailItem, items: readonly MailItem[], words: { subject: string; text: string }): Promise<MailRow> {
    const now = new Date(this.clock.now());
    const [, domain = 'localhost'] = (this.environment.MAIL_FROM ?? '').split('@');
    const row: Omit<MailRow, '_id'> = {
      ...words,
      desk,
      items: items.map(({ _id }) => _id),
      messageId: `<${randomUUID()}@${domain}>`,
      at: now,
      status: 'queued',
      attempts: 0,
      nextAt: now,
      deliveredAt: null,
      fault: null,
    };
    const queued = await this.store.mails.findOneAndUpdate({ _id: first._id }, { $setOnInsert: row }, { upsert: true, returnDocument: 'after' });
    invariant(queued, 'a digest that was queued is there');
    return queued;
  }
}
