import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import pLimit from 'p-limit';
import type { BatchId, CaseId, Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { Actor } from '@lianshen/platform/ledger';
import { walkRows } from '@lianshen/platform/store';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { AskingAgencies } from '../../vetting/asking-agencies.js';
import { CaseStreams } from '../../vetting/case-streams.js';
import { startVetting } from '../../vetting/domain/index.js';
import { CASE_ROW, type CaseRows } from '../../views/case-row.model.js';

/** So many cases are started at a time. */
const STARTING_MAX = 64;

/** Sends out the cases of a batch that wait in screening. Each decides for itself, so it can be asked again at any time. */
@Injectable()
export class StartBatch {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AskingAgencies) private readonly asking: AskingAgencies,
  ) {}

  /** @returns how many went out now, and how many met a refusal. */
  async execute(batchId: BatchId, policyHash: Sha256, actor: Actor, cause: string): Promise<{ readonly started: number; readonly failed: number }> {
    const policy = await this.policies.getPinned(policyHash);
    const limit = pLimit(STARTING_MAX);
    const all: Promise<boolean | undefined>[] = [];
    for await (const { _id } of walkRows(this.rows, { batchId, status: 'screening' }, 'row')) all.push(limit(() => this.startOne(_id, policy, actor, cause)));
    const outcomes = await Promise.all(all);
    return { started: outcomes.filter((outcome) => outcome === true).length, failed: outcomes.filter((outcome) => outcome === undefined).length };
  }

  /** True where its requests went out now, false where they had before, undefined where a rule says no. */
  private async startOne(caseId: CaseId, policy: Policy, actor: Actor, cause: string): Promise<boolean | undefined> {
    const asking = this.asking.under(policy);
    const executed = await this.cases.execute(caseId, { cause, actor, decide: (state, now) => startVetting(state, asking, now) });
    return executed.ok ? executed.value.events.length > 0 : undefined;
  }
}
