import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { PageQuery, type BatchMatrix, type CellState } from '@lianshen/contracts/api';
import { BatchId, type AgencyId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { readCursor, Refused, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { AgencyNames } from '../agencies/agency-names.js';
import { BatchStreams } from '../intake/batches/batch-streams.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { HiddenCases } from '../recusal/hidden-cases.js';
import { permitted } from '../vetting/permitted.js';
import { CASE_ROW, type CaseRow, type CaseRows } from './case-row.model.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/batches')
export class ReadMatrixController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
    @Inject(HiddenCases) private readonly hidden: HiddenCases,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The cases of a batch by the agencies of its policy, from rows alone. */
  @Get(':batchId/matrix')
  @RightTo('readMatrix')
  async read(@Param('batchId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<BatchMatrix> {
    const batchId = validated(BatchId, id);
    const { limit, cursor } = validated(PageQuery, query);
    const { state } = await this.batches.peek(batchId);
    if (!state.opened) throw new Refused({ code: 'batch.unknown', params: {} });
    const policy = await this.policies.getPinned(state.policyHash);
    const nameOf = this.names.under(policy);
    const agencies = policy.agencies.map(({ agency }) => ({ agency, name: nameOf(agency, this.clock.now()) }));
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.rows, { batchId }, 'row', limit, after && { value: after[0], id: after[1] });
    const last = page.at(-1);
    const shown = await this.hidden.without(person, page.filter((row) => permitted(row, person, 'readMatrix').ok).map((row) => ({ ...row, caseId: row._id })));
    const order = agencies.map(({ agency }) => agency);
    return { batchId, agencies, items: shown.map((row) => lineOf(row, order)), next: page.length === limit && last ? writeCursor([last.row, last._id]) : null };
  }
}

const lineOf = (row: CaseRow, agencies: readonly AgencyId[]): BatchMatrix['items'][number] => ({
  caseId: row._id,
  number: row.number,
  row: row.row,
  status: row.status as BatchMatrix['items'][number]['status'],
  withheld: row.withheld,
  cells: agencies.map((agency): CellState => row.shares[agency] ?? (row.status === 'screening' ? 'not-sent' : 'not-asked')),
});
