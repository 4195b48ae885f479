import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BatchSummary, CaseStatus } from '@lianshen/contracts/api';
import { toIso, type BatchId } from '@lianshen/contracts/kernel';
import { mayDoWithCase } from '@lianshen/contracts/rights';
import type { Person } from '@lianshen/platform/identity';
import type { BatchState } from '../intake/batches/batch.js';
import { BatchStreams } from '../intake/batches/batch-streams.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { CASE_ROW, type CaseRows } from './case-row.model.js';

/** Batches as people see them: what is on record of each, with its cases counted from their rows. */
@Injectable()
export class BatchSummaries {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(BatchStreams) private readonly batches: BatchStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
  ) {}

  /** @returns undefined where there is no such batch. */
  async find(batchId: BatchId, person: Person): Promise<BatchSummary | undefined> {
    const { state } = await this.batches.peek(batchId);
    return state.opened ? this.describe(batchId, state, person) : undefined;
  }

  private async describe(batchId: BatchId, state: BatchState, { roles }: Person): Promise<BatchSummary> {
    const [policy, counted, late] = await Promise.all([this.policies.getPinned(state.policyHash), this.countByStatus(batchId), this.rows.countDocuments({ batchId, late: true }).exec()]);
    return {
      batchId,
      // Somebody wrote it, and may have written of persons: for those alone who read words about a case.
      title: mayDoWithCase(roles, 'readCase', 'vetting') ? (state.title ?? null) : null,
      policy: { name: policy.name, version: policy.version, title: policy.title },
      unit: state.unit ?? null,
      conclusion: state.conclusion,
      start: state.start,
      openedAt: toIso(state.openedAt),
      rows: state.rowCount,
      refusedRows: state.refusedRows,
      cases: counted.reduce((sum, [, count]) => sum + count, 0),
      byStatus: Object.fromEntries(counted),
      late,
    };
  }

  private async countByStatus(batchId: BatchId): Promise<[CaseStatus, number][]> {
    const groups = await this.rows.aggregate<{ _id: CaseStatus; count: number }>([{ $match: { batchId } }, { $group: { _id: '$status', count: { $sum: 1 } } }]).exec();
    return groups.map(({ _id, count }) => [_id, count]);
  }
}
