import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import { DeliveryQuery, type DeliveryPage } from '@lianshen/contracts/api';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { NotifierStore, type InboxRow, type MailRow } from '../store/notifier-store.js';

type Query = z.infer<typeof DeliveryQuery>;
type Delivery = DeliveryPage['items'][number];

const Position = z.int().min(1);
const Sent = z.tuple([z.number(), z.string()]);

/** The delivery log. What is in an inbox is delivered by being there, and the outbox keeps every mail, so both are the log themselves. */
@Controller('api/deliveries')
export class ListDeliveriesController {
  constructor(@Inject(NotifierStore) private readonly store: NotifierStore) {}

  @Get()
  @RightTo('listDeliveries')
  async list(@Query() query: unknown): Promise<DeliveryPage> {
    const asked = validated(DeliveryQuery, query);
    return asked.channel === 'mail' ? this.mails(asked) : this.inbox(asked);
  }

  private async mails({ desk, status, limit, cursor }: Query): Promise<DeliveryPage> {
    const before = readCursor(Sent, cursor);
    const onward = before ? { $or: [{ at: { $lt: new Date(before[0]) } }, { at: new Date(before[0]), _id: { $lt: before[1] } }] } : {};
    const rows = await this.store.mails.find({ desk, ...(status === undefined ? {} : { status }), ...onward }).sort({ at: -1, _id: -1 }).limit(limit).toArray();
    const last = rows.at(-1);
    return { items: rows.map(mailDelivery), next: rows.length === limit && last ? writeCursor([last.at.getTime(), last._id]) : null };
  }

  private async inbox({ desk, status, limit, cursor }: Query): Promise<DeliveryPage> {
    const before = readCursor(Position, cursor);
    // Nothing in an inbox waits, and nothing that was given up is in one.
    if (status !== undefined && status !== 'delivered') return { items: [], next: null };
    const rows = await this.store.inbox.find({ desk, ...(before === undefined ? {} : { position: { $lt: before } }) }).sort({ position: -1 }).limit(limit).toArray();
    const last = rows.at(-1);
    return { items: rows.map(inboxDelivery), next: rows.length === limit && last ? writeCursor(last.position) : null };
  }
}

const mailDelivery = ({ desk, status, items, at, attempts, deliveredAt, messageId, fault }: MailRow): Delivery => ({
  desk,
  channel: 'mail',
  status,
  notices: items.length,
  at: at.toISOString(),
  attempts,
  deliveredAt: deliveredAt?.toISOString() ?? null,
  readAt: null,
  messageId,
  fault,
});

const inboxDelivery = ({ desk, arrivedAt, readAt }: InboxRow): Delivery => ({
  desk,
  channel: 'inbox',
  status: 'delivered',
  notices: 1,
  at: arrivedAt.toISOString(),
  attempts: 1,
  deliveredAt: arrivedAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
  messageId: null,
  fault: null,
});
