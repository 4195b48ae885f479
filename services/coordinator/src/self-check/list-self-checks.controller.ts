import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import { SelfCheckQuery, type SelfCheckPage } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import type { CivilDate } from '@lianshen/contracts/working-time';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { totalsOf } from './self-check-event.js';
import { SelfCheckStreams } from './self-check-streams.js';

const Day = z.string().max(10);

@Controller('api/self-checks')
export class ListSelfChecksController {
  constructor(@Inject(SelfCheckStreams) private readonly checks: SelfCheckStreams) {}

  /** What was due and what fired, a line a day, the newest first. It names no case. */
  @Get()
  @RightTo('listSelfChecks')
  async list(@Query() query: unknown): Promise<SelfCheckPage> {
    const { limit, cursor } = validated(SelfCheckQuery, query);
    const before = readCursor(Day, cursor);
    const days = (await this.checks.listDays()).filter((day) => before === undefined || day < before);
    const page = days.slice(0, limit);
    const items = await Promise.all(page.map((day) => this.describe(day)));
    const last = page.at(-1);
    return { items: items.flat(), next: last !== undefined && days.length > limit ? writeCursor(last) : null };
  }

  private async describe(day: CivilDate): Promise<SelfCheckPage['items']> {
    const found = await this.checks.find(day);
    if (!found) return [];
    const kinds = found.kinds.map(({ kind, due, fired, late }) => ({ kind, due, fired, late, missing: due - fired }));
    return [{ day, checkedAt: toIso(found.checkedAt), ...totalsOf(found), worstLateSeconds: Math.ceil(found.worstLateMs / 1_000), cases: found.cases, kinds }];
  }
}
