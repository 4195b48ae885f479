import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { ListBatchesQuery, type BatchPage, type BatchSummary } from '@lianshen/contracts/api';
import { BatchId } from '@lianshen/contracts/kernel';
import { readCursor, Refused, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { BATCH_ROW, type BatchRows } from './batch-row.model.js';
import { BatchSummaries } from './batch-summaries.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/batches')
export class ListBatchesController {
  constructor(
    @InjectModel(BATCH_ROW) private readonly rows: BatchRows,
    @Inject(BatchSummaries) private readonly summaries: BatchSummaries,
  ) {}

  /** The batches, the newest first, a page at a time. */
  @Get()
  @RightTo('listBatches')
  async list(@Query() query: unknown, @SignedIn() person: Person): Promise<BatchPage> {
    const { limit, cursor } = validated(ListBatchesQuery, query);
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.rows, {}, 'openedAt', limit, after && { value: new Date(after[0]), id: after[1] }, 'down');
    const last = page.at(-1);
    const items = await Promise.all(page.map(({ _id }) => this.summaries.find(_id, person)));
    return { items: items.filter((item) => item !== undefined), next: page.length === limit && last ? writeCursor([last.openedAt.getTime(), last._id]) : null };
  }

  /** One batch. */
  @Get(':batchId')
  @RightTo('readBatch')
  async read(@Param('batchId') id: string, @SignedIn() person: Person): Promise<BatchSummary> {
    const summary = await this.summaries.find(validated(BatchId, id), person);
    if (!summary) throw new Refused({ code: 'batch.unknown', params: {} });
    return summary;
  }
}
