import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import type { PartyId } from '@lianshen/contracts/kernel';
import { Refused, sinkOf, validated } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { OwnDesk } from '../desks/own-desk.js';
import { InboxStreams } from './inbox-streams.js';

const LastEventId = z.object({ 'Last-Event-ID': z.coerce.number().int().min(0).optional() });

@Controller('api/inbox')
export class StreamInboxController {
  constructor(@Inject(InboxStreams) private readonly streams: InboxStreams) {}

  /** New notices of the own desk as server-sent events, from Last-Event-ID on where it is given. */
  @Get('stream')
  @RightTo('streamInbox')
  async stream(@OwnDesk() desk: PartyId, @Headers('last-event-id') last: string | undefined, @Res() response: Response): Promise<void> {
    const after = validated(LastEventId, { 'Last-Event-ID': last })['Last-Event-ID'];
    const begun = await this.streams.begin(desk, after, sinkOf(response));
    if (!begun.ok) throw new Refused(begun.refusal);
  }
}
