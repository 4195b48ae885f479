import { Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { LetterId, PageQuery, type DeadLetterPage } from '@lianshen/contracts/api';
import { readCursor, Refused, validated, writeCursor } from '../http/index.js';
import { RightTo, SignedIn, type Person } from '../identity/index.js';
import { DeadLetters, JetStreamStrategy, type DeadLetterDocument } from '../messaging/index.js';
import { OwnPartyGuard } from './own-party.guard.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/dead-letters')
@UseGuards(OwnPartyGuard)
export class DeadLettersController {
  constructor(
    @Inject(DeadLetters) private readonly letters: DeadLetters,
    @Inject(JetStreamStrategy) private readonly messages: JetStreamStrategy,
  ) {}

  /** Messages that could not be handled and wait for a person, the oldest first; never what they say. */
  @Get()
  @RightTo('listDeadLetters')
  async list(@Query() query: unknown): Promise<DeadLetterPage> {
    const { limit, cursor } = validated(PageQuery, query);
    const after = readCursor(Position, cursor);
    const page = await this.letters.list(limit, after && { at: after[0], id: after[1] });
    const last = page.at(-1);
    return { items: page.map(describe), next: page.length === limit && last ? writeCursor([last.at.getTime(), last._id]) : null };
  }

  /** Handles one again, as it came: it may be good by now. What is refused stays where it is, and the refusal is the answer. */
  @Post(':letterId/replay')
  @HttpCode(200)
  @RightTo('replayDeadLetter')
  async replay(@Param('letterId') id: string, @SignedIn() person: Person): Promise<object> {
    const letterId = validated(LetterId, id);
    const letter = await this.letters.find(letterId);
    if (!letter) throw new Refused({ code: 'letter.unknown', params: {} });
    const result = await this.messages.replay(letter.content, letter.receivedAt);
    if (!result.ok) throw new Refused(result.refusal.code === 'key.revoked' ? withoutSignature(result.refusal) : { code: 'letter.refused', params: { reason: result.refusal.code } });
    await this.letters.settle(letterId, 'replayed', person.sub);
    return { letterId, settled: 'replayed' };
  }
}

const withoutSignature = ({ code, params: { party = '', kid = '' } }: Refused['refusal']): Refused['refusal'] => ({ code, params: { party, kid } });

const describe = ({ _id, reason, subject, at, receivedAt, deliveries, bytes, content, party, kid }: DeadLetterDocument): DeadLetterPage['items'][number] => ({
  letterId: _id,
  reason,
  subject,
  at: at.toISOString(),
  receivedAt: receivedAt?.toISOString() ?? null,
  deliveries,
  bytes,
  isKept: content !== null,
  party: party ?? null,
  kid: kid ?? null,
});
