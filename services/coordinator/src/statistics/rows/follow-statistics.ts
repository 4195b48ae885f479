import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import { ViewRows } from '@lianshen/platform/store';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { changedFacts, type CaseFacts } from '../facts/case-facts.js';
import { STATISTIC_ROW, statisticRowOf, type StatisticRow, type StatisticRows } from './statistic-row.model.js';

/** Statistics may be so much behind the ledger. A case that passes within it is written once. */
const SPACING_MS = 1_000;
const GROUP_MAX = 10_000;

/** Keeps the rows that statistics are counted from. They follow from commits of cases, again after a crash, in any order. */
@Injectable()
export class FollowStatistics {
  private readonly rows: ViewRows<StatisticRow>;

  constructor(
    @InjectModel(STATISTIC_ROW) rows: StatisticRows,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
  ) {
    this.rows = new ViewRows(rows.collection as never, { spacingMs: SPACING_MS, groupMax: GROUP_MAX });
  }

  /** Puts what a commit has changed. @param seq of the commit that the facts are folded up to. */
  async follow(caseId: CaseId, { before, after, seq }: { readonly before: CaseFacts; readonly after: CaseFacts; readonly seq: number }): Promise<void> {
    if (before === after || after.policyHash === undefined) return;
    const { name } = await this.policies.getPinned(after.policyHash);
    await Promise.all(changedFacts(before, after, caseId, name).map((fact) => this.rows.put(statisticRowOf(fact, seq))));
  }
}
