import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import { LedgerStore, partsOfStream } from '@lianshen/platform/ledger';
import { DUPLICATE_KEY, type ViewRow } from '@lianshen/platform/store';
import { BatchStreams } from '../intake/batches/batch-streams.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { CaseStreams } from '../vetting/case-streams.js';
import { NO_CASE } from '../vetting/domain/index.js';
import { SamePersonIndex } from '../vetting/same-person/same-person-index.js';
import { BATCH_ROW, batchRowOf, type BatchRow, type BatchRows } from './batch-row.model.js';
import { CASE_ROW, caseRowOf, type CaseRow, type CaseRows } from './case-row.model.js';
import { TASK_ROW, taskRowsOf, type TaskRow, type TaskRows } from './task-row.model.js';

/** Stands in the collection once every case and batch of the ledger has its rows. It is open for nobody: no reader of rows meets it. */
const FILLED = '~filled';

/** Makes the rows of cases, of what waits in them and of batches from the ledger where that was never done: in a store of before there were these, or where they were dropped. */
@Injectable()
export class FillCaseViews {
  constructor(
    @InjectModel(CASE_ROW) private readonly caseRows: CaseRows,
    @InjectModel(TASK_ROW) private readonly taskRows: TaskRows,
    @InjectModel(BATCH_ROW) private readonly batchRows: BatchRows,
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(SamePersonIndex) private readonly persons: SamePersonIndex,
  ) {}

  /** Any number of processes may fill at once, and while cases go on: no row is replaced by an older one. Filled already: nothing to do. */
  async fill(): Promise<void> {
    if ((await this.taskRows.findById(FILLED).lean().exec()) !== null) return;
    for await (const batchId of this.idsOf('batch')) await this.fillBatch(batchId);
    for await (const caseId of this.idsOf('case')) await this.fillCase(caseId);
    await this.taskRows.collection.updateOne({ _id: FILLED as never }, { $set: { seq: 0 } }, { upsert: true });
  }

  private async *idsOf(kind: 'case' | 'batch'): AsyncGenerator<string> {
    for await (const { stream, seq } of this.store.readAll(`${kind}/`)) if (seq === 1) yield partsOfStream(stream).id;
  }

  private async fillCase(caseId: CaseId): Promise<void> {
    const { state, seq } = await this.cases.load(caseId);
    const policy = await this.policies.getPinned(state.policyHash);
    await replaceUpTo<CaseRow>(this.caseRows, caseRowOf(state, seq, policy.name));
    for (const row of taskRowsOf({ ...NO_CASE, caseId }, state, policy, seq)) await replaceUpTo<TaskRow>(this.taskRows, row);
    if (state.candidate) await this.persons.restore(caseId, state.candidate);
  }

  private async fillBatch(batchId: string): Promise<void> {
    const { folded } = await this.batches.history(batchId);
    await replaceUpTo<BatchRow>(this.batchRows, batchRowOf(batchId, folded.seq, folded.state));
  }
}

/** Takes the place of a row of the same commit too: what is made of a commit has become more. */
async function replaceUpTo<R extends ViewRow>(rows: Model<R>, row: R): Promise<void> {
  try {
    await rows.collection.replaceOne({ _id: row._id as never, seq: { $lte: row.seq } }, row, { upsert: true });
  } catch (error) {
    // A newer one is there.
    if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
  }
}
