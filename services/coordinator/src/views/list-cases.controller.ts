import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { z } from 'zod';
import { ListCasesQuery } from '@lianshen/contracts/api';
import { BatchId } from '@lianshen/contracts/kernel';
import { VERDICT_WORDS, type VerdictCode } from '@lianshen/contracts/messages';
import { readCursor, Refused, validated, writeCursor } from '@lianshen/platform/http';
import { RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { AgencyNames, type NameOf } from '../agencies/agency-names.js';
import { BatchStreams } from '../intake/batches/batch-streams.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { permitted } from '../vetting/permitted.js';
import { CASE_ROW, type CaseRow, type CaseRows } from './case-row.model.js';

const Position = z.tuple([z.number(), z.string()]);

@Controller('api/batches')
export class ListCasesController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
  ) {}

  /** The cases of a batch in the order of its sheet, a page at a time. */
  @Get(':batchId/cases')
  @RightTo('listCases')
  async list(@Param('batchId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<object> {
    const batchId = validated(BatchId, id);
    const { limit, cursor, status } = validated(ListCasesQuery, query);
    const { state } = await this.batches.peek(batchId);
    if (!state.opened) throw new Refused({ code: 'batch.unknown', params: {} });
    const nameOf = this.names.under(await this.policies.getPinned(state.policyHash));
    const after = readCursor(Position, cursor);
    const page = await pageOfRows(this.rows, { batchId, ...(status ? { status } : {}) }, 'row', limit, after && { value: after[0], id: after[1] });
    const last = page.at(-1);
    const shown = page.filter((row) => permitted(row, person, 'listCases').ok);
    return { items: shown.map((row) => describeRow(row, nameOf)), next: page.length === limit && last ? writeCursor([last.row, last._id]) : null };
  }
}

const describeRow = (row: CaseRow, nameOf: NameOf) => ({
  caseId: row._id,
  number: row.number,
  row: row.row,
  status: row.status,
  verdicts: row.verdicts,
  overdue: row.overdue,
  // Rows from before these were kept have neither.
  otherCases: row.otherCases ?? 0,
  withheld: row.withheld ?? false,
  openedAt: row.openedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  reason: row.openFlags.map((agency) => flagWords(nameOf(agency, (row.endedAt ?? row.openedAt).getTime()).zh, row.verdicts[agency] as VerdictCode | undefined)).join('；'),
});

/** Who flagged and how, in the field's words; why is in the case and not in a list. */
function flagWords(name: string, code: VerdictCode | undefined): string {
  return code === undefined ? name : `${name}：${VERDICT_WORDS[code].zh}（${code}）`;
}
