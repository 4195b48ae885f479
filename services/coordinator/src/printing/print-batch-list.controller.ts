import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { PrintQuery } from '@lianshen/contracts/api';
import { BatchId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Refused, validated } from '@lianshen/platform/http';
import { Costly, RightTo, SignedIn, type Person } from '@lianshen/platform/identity';
import { pageOfRows } from '@lianshen/platform/store';
import { AgencyNames } from '../agencies/agency-names.js';
import { BatchStreams } from '../intake/batches/batch-streams.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { CaseDoor } from '../recusal/case-door.js';
import { CaseStreams } from '../vetting/case-streams.js';
import type { CaseState } from '../vetting/domain/index.js';
import { permitted } from '../vetting/permitted.js';
import { CaseReader } from '../vetting/read-case/case-reader.js';
import { CASE_ROW, type CaseRow, type CaseRows } from '../views/case-row.model.js';
import { batchListOf } from './batch-list.js';
import { printedFile } from './printed-file.js';

const CASES_MAX = 500;

@Controller('api/batches/:batchId/list')
export class PrintBatchListController {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(CaseReader) private readonly reader: CaseReader,
    @Inject(CaseDoor) private readonly door: CaseDoor,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AgencyNames) private readonly names: AgencyNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The list of a batch with names. Of each candidate who is named it is on record first. */
  @Get()
  @RightTo('printBatchList')
  @Costly()
  async print(@Param('batchId') id: string, @Query() query: unknown, @SignedIn() person: Person): Promise<StreamableFile> {
    const batchId = validated(BatchId, id);
    const { as } = validated(PrintQuery, query);
    const { state } = await this.batches.peek(batchId);
    if (!state.opened) throw new Refused({ code: 'batch.unknown', params: {} });
    const rows = await pageOfRows(this.rows, { batchId }, 'row', CASES_MAX + 1);
    if (rows.length > CASES_MAX) throw new Refused({ code: 'batch.too-long', params: { max: CASES_MAX } });
    const policy = await this.policies.getPinned(state.policyHash);
    const cases = (await Promise.all(rows.map((row) => this.open(row, person)))).filter((each) => each !== undefined);
    const list = batchListOf({ title: state.title ?? '', policy, cases, nameOf: this.names.under(policy), now: this.clock.now() });
    return printedFile(list, `batch-${batchId}`, as);
  }

  /** Undefined where the reader is recused. @throws Refused `declaration.missing`. */
  private async open({ _id: caseId }: CaseRow, person: Person): Promise<CaseState | undefined> {
    await this.cases.catchUp(caseId);
    const state = await this.cases.peek(caseId);
    if (!permitted(state, person, 'printBatchList').ok) return undefined;
    const allowed = await this.door.mayEnter(person, state, 'printBatchList');
    if (!allowed.ok && allowed.refusal.code === 'recusal.recused') return undefined;
    if (!allowed.ok) throw new Refused(allowed.refusal);
    await this.reader.record(state, person, 'printBatchList');
    return state;
  }
}
