import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { DeclarationId, LiftRecusalBody, PageQuery, RecusalNumber, type RecusalPage, type RecusalRef } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import { GROUND_WORDS } from '@lianshen/contracts/recusal';
import { JsonBody, orRefused, readCursor, readIdempotencyKey, validated, writeCursor } from '../http/index.js';
import { RightTo, SignedIn, type Person } from '../identity/index.js';
import { isOnRecord } from '../ledger/index.js';
import { OwnPartyGuard } from '../process/own-party.guard.js';
import { pageOfRows } from '../store/index.js';
import type { Recusal } from './declaration-state.js';
import { DeclarationStreams } from './declaration-streams.js';
import { liftRecusal } from './lift-recusal.js';
import { MATTERS, type Matters } from './matters.js';
import { RECUSAL_ROW, type RecusalRow, type RecusalRows } from './recusal-row.model.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/recusals')
@UseGuards(OwnPartyGuard)
export class RecusalsController {
  constructor(
    @InjectModel(RECUSAL_ROW) private readonly rows: RecusalRows,
    @Inject(DeclarationStreams) private readonly declarations: DeclarationStreams,
    @Inject(MATTERS) private readonly matters: Matters,
  ) {}

  /** Who is recused from which case, the oldest first. The superior sees those of the head alone. */
  @Get()
  @RightTo('listRecusals')
  async list(@Query() query: unknown, @SignedIn() { roles }: Person): Promise<RecusalPage> {
    this.matters.mustBeOpen();
    const { limit, cursor } = validated(PageQuery, query);
    const after = readCursor(Position, cursor);
    const filter = isOnlySuperior(roles) ? { isHead: true } : {};
    const page = await pageOfRows(this.rows, filter, 'at', limit, after && { value: new Date(after[0]), id: after[1] });
    const last = page.at(-1);
    const items = await Promise.all(page.map((row) => this.describe(row)));
    return { items: items.flatMap((each) => each ?? []), next: page.length === limit && last ? writeCursor([last.at.getTime(), last._id]) : null };
  }

  /** Takes a recusal back. */
  @Post(':batch/:number/lifting')
  @HttpCode(200)
  @RightTo('liftRecusal')
  @JsonBody()
  async lift(@Param('batch') id: string, @Param('number') text: string, @Body() body: unknown, @Headers('idempotency-key') key: string | undefined, @SignedIn() { sub, roles }: Person): Promise<RecusalRef> {
    this.matters.mustBeOpen();
    const batch = validated(DeclarationId, id);
    const number = validated(RecusalNumber, text);
    const { reason } = validated(LiftRecusalBody, body);
    const cause = `lift ${readIdempotencyKey(key)}`;
    const { acts } = await this.declarations.history(batch);
    if (isOnRecord(acts, cause, sub)) return { batch, number };
    const command = { number, by: sub, bySuperior: isOnlySuperior(roles), reason };
    orRefused(await this.declarations.execute(batch, { cause, actor: { kind: 'person', id: sub }, decide: (state) => liftRecusal(state, command) }));
    return { batch, number };
  }

  private async describe({ batch, number }: RecusalRow): Promise<RecusalPage['items'][number] | undefined> {
    const recusal = (await this.declarations.load(batch)).recusals[number - 1];
    return recusal && describeRecusal(batch, recusal);
  }
}

/** A head may be somebody's superior too; here they act as the head. */
const isOnlySuperior = (roles: readonly string[]): boolean => roles.includes('superior') && !roles.includes('agencyHead') && !roles.includes('coordinatorApprover') && !roles.includes('auditor');

const describeRecusal = (batch: string, { number, caseId, person, name, isHead, source, ground, at, lifted }: Recusal): RecusalPage['items'][number] => ({
  batch, number, caseId, source,
  person: { id: person, name },
  head: isHead,
  ground: ground ?? null,
  words: ground ? GROUND_WORDS[ground] : null,
  at: toIso(at),
  lifted: lifted ? { at: toIso(lifted.at), by: lifted.by, reason: lifted.reason } : null,
});
