import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { InboxQuery, MarkReadBody, type InboxPage } from '@lianshen/contracts/api';
import type { PartyId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { JsonBody, readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { OwnDesk } from '../desks/own-desk.js';
import { NotifierStore } from '../store/notifier-store.js';
import { inboxItemOf } from './inbox-item.js';

const Position = z.int().min(1);

@Controller('api/inbox')
export class InboxController {
  constructor(
    @Inject(NotifierStore) private readonly store: NotifierStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The notices of the own desk, the newest first, a page at a time. */
  @Get()
  @RightTo('listInbox')
  async list(@OwnDesk() desk: PartyId, @Query() query: unknown): Promise<InboxPage> {
    const { limit, cursor, unread } = validated(InboxQuery, query);
    const before = readCursor(Position, cursor);
    const filter = { desk, ...(before === undefined ? {} : { position: { $lt: before } }), ...(unread === 'true' ? { readAt: null } : {}) };
    const rows = await this.store.inbox.find(filter).sort({ position: -1 }).limit(limit).toArray();
    const last = rows.at(-1);
    return { items: rows.map(inboxItemOf), next: rows.length === limit && last ? writeCursor(last.position) : null };
  }

  /** Marks notices as read for the whole desk; the first time counts. */
  @Post('reads')
  @HttpCode(200)
  @RightTo('markRead')
  @JsonBody()
  async markRead(@OwnDesk() desk: PartyId, @Body() body: unknown): Promise<object> {
    const { positions } = validated(MarkReadBody, body);
    const { modifiedCount } = await this.store.inbox.updateMany({ desk, position: { $in: positions }, readAt: null }, { $set: { readAt: new Date(this.clock.now()) } });
    return { marked: modifiedCount };
  }
}
