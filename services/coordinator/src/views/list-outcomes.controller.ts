import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { OUTCOME_OF, PageQuery, type OutcomePage } from '@lianshen/contracts/api';
import { BatchId } from '@lianshen/contracts/kernel';
import { readCursor, Refused, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { BatchStreams } from '../intake/batches/batch-streams.js';
import { permitted } from '../vetting/permitted.js';
import { CASE_ROW, type CaseRow, type CaseRows } from './case-row.model.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/batches')
export class ListOutcomesController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(BatchStreams) private readonly batches: BatchStreams,
  ) {}

  /** What became of the candidates of one's own unit. A batch of another unit, or of none, is unknown to it. */
  @Get(':batchId/outcomes')
  @RightTo('listOutcomes')
  async list(@Param('batchId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<OutcomePage> {
    const batchId = validated(BatchId, id);
    const { limit, cursor } = validated(PageQuery, query);
    const { state } = await this.batches.peek(batchId);
    if (state.unit === undefined || state.unit !== person.unit) throw new Refused({ code: 'batch.unknown', params: {} });
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.rows, { batchId }, 'row', limit, after && { value: after[0], id: after[1] });
    const last = page.at(-1);
    return { items: page.flatMap((row) => outcomeOf(row, person)), next: page.length === limit && last ? writeCursor([last.row, last._id]) : null };
  }
}

function outcomeOf({ _id: caseId, row, status }: CaseRow, person: Person): OutcomePage['items'] {
  return status !== 'none' && permitted({ status }, person, 'listOutcomes').ok ? [{ caseId, row, outcome: OUTCOME_OF[status] }] : [];
}
