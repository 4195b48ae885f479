import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { PageQuery } from '@lianshen/contracts/api';
import { AgencyId } from '@lianshen/contracts/kernel';
import { readCursor, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { REQUEST_ROW, type RequestRow, type RequestRows } from './request-row.model.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/agencies')
export class ListOpenRequestsController {
  constructor(@InjectModel(REQUEST_ROW) private readonly rows: RequestRows) {}

  /** What an agency has not answered yet, the most urgent first, a page at a time. */
  @Get(':agency/open-requests')
  @RightTo('listOpenRequests')
  async list(@Param('agency') id: string, @Query() query: unknown): Promise<object> {
    const agency = validated(AgencyId, id);
    const { limit, cursor } = validated(PageQuery, query);
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.rows, { open: true, agency }, 'dueAt', limit, after && { value: new Date(after[0]), id: after[1] });
    const last = page.at(-1);
    return { items: page.map(describeRow), next: page.length === limit && last ? writeCursor([last.dueAt.getTime(), last._id]) : null };
  }
}

const describeRow = ({ _id, caseId, batchId, issuedAt, dueAt, receivedAt, overdue, withheld }: RequestRow) => ({
  requestId: _id,
  caseId,
  batchId,
  issuedAt: issuedAt.toISOString(),
  dueAt: dueAt.toISOString(),
  receivedAt: receivedAt?.toISOString() ?? null,
  overdue,
  withheld: withheld ?? null,
});
