import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore } from '@lianshen/platform/ledger';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { factsOf } from '../facts/case-facts.js';
import { factsOfCase, type ToldFacts } from '../facts/facts-in-ledger.js';
import { STATISTIC_ROW, statisticRowOf, type StatisticRow, type StatisticRows } from '../rows/statistic-row.model.js';
import { differingRows } from './differing-rows.js';
import { caseOf, withoutUnsettled, type BothSides } from './without-unsettled.js';

const LOOKS = 6;
const BETWEEN_LOOKS_MS = 500;
/** Rows follow a commit within less time than passes in so many looks. */
const LOOKS_TO_FOLLOW = 4;
/** Of a case that has rested for so long nothing is on its way: a view that is false through and through is told without waiting. */
const RESTS_AFTER_MS = 30_000;

/** Reads both sides of some cases until they agree, or as often as it takes for what is on its way to arrive. */
@Injectable()
export class ReadBothSides {
  constructor(
    @InjectModel(STATISTIC_ROW) private readonly rows: StatisticRows,
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param cases as the ledger told them a while ago. @param ids filter of row ids: theirs, and those in between, which no case of them has. */
  async read(cases: readonly ToldFacts[], ids: object): Promise<BothSides> {
    let sides = await this.look(cases, ids);
    const looks = [sides];
    while (sides.differences.length > 0 && looks.length < LOOKS && (looks.length < 2 || !this.rest(sides))) {
      if (looks.length > 1) await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
      sides = await this.lookAgain(sides, ids);
      looks.push(sides);
    }
    return withoutUnsettled(sides, looks[LOOKS - LOOKS_TO_FOLLOW] ?? sides);
  }

  /** Whether every case that differs has rested for a while. */
  private rest({ cases, differences }: BothSides): boolean {
    const differing = new Set(differences.map(({ row }) => caseOf(row)));
    return cases.every(({ caseId, at }) => !differing.has(caseId) || this.clock.now() - at > RESTS_AFTER_MS);
  }

  /** With what the ledger says now, also of cases that were opened since. */
  private async lookAgain({ cases, differences }: BothSides, ids: object): Promise<BothSides> {
    const known = new Set([...cases.map(({ caseId }) => caseId), ...differences.map(({ row }) => caseOf(row))]);
    const read = await Promise.all([...known].map((caseId) => factsOfCase(this.store, caseId)));
    return this.look(read.filter(({ seq }) => seq > 0), ids);
  }

  private async look(cases: readonly ToldFacts[], ids: object): Promise<BothSides> {
    const kept = await this.rows.find({ _id: ids } as never).lean<StatisticRow[]>().exec();
    const told = (await Promise.all(cases.map((each) => this.rowsOf(each)))).flat();
    return { cases, told, kept, differences: differingRows(told, kept), unsettled: 0 };
  }

  private async rowsOf({ caseId, facts, seq }: ToldFacts): Promise<StatisticRow[]> {
    if (facts.policyHash === undefined) return [];
    const { name } = await this.policies.getPinned(facts.policyHash);
    return factsOf(facts, caseId, name).map((fact) => statisticRowOf(fact, seq));
  }
}
