import { Controller, Get, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { OUTCOME_OF, PageQuery, type CaseStatus, type NominationPage, type Outcome } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { BATCH_ROW, type BatchRow, type BatchRows } from '../views/batch-row.model.js';
import { CASE_ROW, type CaseRows } from '../views/case-row.model.js';

const Position = z.tuple([z.number(), z.string()]);
type Nomination = NominationPage['items'][number];

@Controller('api/nominations')
export class ListNominationsController {
  constructor(
    @InjectModel(BATCH_ROW) private readonly batches: BatchRows,
    @InjectModel(CASE_ROW) private readonly cases: CaseRows,
  ) {}

  /** The batches of one's own unit; whoever has none sees nothing. */
  @Get()
  @RightTo('listNominations')
  async list(@Query() query: unknown, @SignedIn() { unit }: Person): Promise<NominationPage> {
    const { limit, cursor } = validated(PageQuery, query);
    if (unit === undefined || unit === '') return { items: [], next: null };
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.batches, { unit }, 'openedAt', limit, after && { value: new Date(after[0]), id: after[1] }, 'down');
    const last = page.at(-1);
    return { items: await Promise.all(page.map((row) => this.describe(row))), next: page.length === limit && last ? writeCursor([last.openedAt.getTime(), last._id]) : null };
  }

  private async describe({ _id: batchId, openedAt }: BatchRow): Promise<Nomination> {
    const groups = await this.cases.aggregate<{ _id: CaseStatus | 'none'; count: number }>([{ $match: { batchId } }, { $group: { _id: '$status', count: { $sum: 1 } } }]).exec();
    const byOutcome: Partial<Record<Outcome, number>> = {};
    for (const { _id: status, count } of groups) {
      if (status === 'none') continue;
      const outcome = OUTCOME_OF[status];
      byOutcome[outcome] = (byOutcome[outcome] ?? 0) + count;
    }
    return { batchId, openedAt: toIso(openedAt.getTime()), byOutcome };
  }
}
