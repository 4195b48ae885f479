import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { OUTCOME_OF, PageQuery, type OutcomePage } from '@lianshen/contracts/api';
import { BatchId } from '@lianshen/contracts/kernel';
import { AccessLog } from '@lianshen/platform/access';
import { readCursor, Refused, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { BatchStreams } from '../intake/batches/batch-streams.js';
import { CASE_ROW, type CaseRow, type CaseRows } from '../views/case-row.model.js';
import { CaseStreams } from '../vetting/case-streams.js';
import { permitted } from '../vetting/permitted.js';

const Position = z.tuple([z.number(), z.string()]);
type OutcomeLine = OutcomePage['items'][number];

@Controller('api/batches')
export class ListOutcomesController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(AccessLog) private readonly access: AccessLog,
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
    const lines = await Promise.all(page.map((row) => this.outcomeOf(row, person)));
    return { items: lines.filter((line) => line !== undefined), next: page.length === limit && last ? writeCursor([last.row, last._id]) : null };
  }

  /** The unit knows whom it has nominated; that it looks the name up again is on record like every reading. */
  private async outcomeOf({ _id: caseId, row, status }: CaseRow, person: Person): Promise<OutcomeLine | undefined> {
    if (status === 'none' || !permitted({ status }, person, 'listOutcomes').ok) return undefined;
    await this.cases.catchUp(caseId);
    const { candidate } = await this.cases.peek(caseId);
    if (candidate) await this.access.record(caseId, person, { operation: 'listOutcomes', fields: ['candidate.name'], task: 'follow-nomination' });
    return { caseId, row, name: candidate?.name ?? null, outcome: OUTCOME_OF[status] };
  }
}
