import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import type { Matter, Matters } from '@lianshen/platform/recusal';
import { ENVIRONMENT, recallBeatMsOf, type CoordinatorEnvironment } from '../environment.js';
import { PolicyShelf } from '../policies/policy-shelf.js';
import { AskingAgencies } from '../vetting/asking-agencies.js';
import { CaseStreams } from '../vetting/case-streams.js';
import { readmitOfficer, recuseOfficer, type CaseState, type CaseStatus } from '../vetting/domain/index.js';
import { CASE_ROW, type CaseRow, type CaseRows } from '../views/case-row.model.js';

const CASES_MAX = 1_000;
const OPEN_MAX = 2_000;
const UNDER_WAY: readonly CaseStatus[] = ['screening', 'vetting', 'halted', 'suspended'];
const ACTOR = { kind: 'machine', id: 'recusal' } as const;

/** A case as a declaration sees it. */
export const matterOf = ({ batchId, caseId, candidate }: CaseState): Matter => ({ batch: batchId, caseId, candidate });

/** The coordinator's cases: what its people declare for, and are taken out of. */
@Injectable()
export class CaseMatters implements Matters {
  constructor(
    @InjectModel(CASE_ROW) private readonly rows: CaseRows,
    @Inject(CaseStreams) private readonly cases: CaseStreams,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(AskingAgencies) private readonly asking: AskingAgencies,
    @Inject(ENVIRONMENT) private readonly environment: CoordinatorEnvironment,
  ) {}

  /** The coordinator is never merged into another. */
  mustBeOpen(): void {}

  async casesOf(batch: string): Promise<readonly Matter[]> {
    const rows = await this.rows.find({ batchId: batch }).sort({ row: 1, _id: 1 }).limit(CASES_MAX).lean<CaseRow[]>().exec();
    return Promise.all(rows.map(async ({ _id }) => matterOf(await this.cases.peek(_id))));
  }

  async openCases(): Promise<readonly Pick<Matter, 'batch' | 'caseId'>[]> {
    const rows = await this.rows.find({ status: { $in: [...UNDER_WAY] } }).sort({ openedAt: 1, _id: 1 }).limit(OPEN_MAX).lean<CaseRow[]>().exec();
    return rows.map(({ _id: caseId, batchId: batch }) => ({ batch, caseId }));
  }

  async recused(caseId: CaseId, person: string): Promise<void> {
    const { status, policyHash } = await this.cases.peek(caseId);
    if (status === 'none') return;
    const command = { person, asking: this.asking.under(await this.policies.getPinned(policyHash)), recallBeatMs: recallBeatMsOf(this.environment) };
    await this.cases.execute(caseId, { cause: `recused ${person}`, actor: ACTOR, decide: (state, now) => recuseOfficer(state, command, now) });
  }

  async readmitted(caseId: CaseId, person: string): Promise<void> {
    await this.cases.execute(caseId, { cause: `readmitted ${person}`, actor: ACTOR, decide: (state) => readmitOfficer(state, person) });
  }
}
