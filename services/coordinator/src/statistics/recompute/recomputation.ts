import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { LedgerStore } from '@lianshen/platform/ledger';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import type { CountedBy } from '../domain/counted-by.js';
import type { Period } from '../domain/period.js';
import { StatisticsTally, type Statistics } from '../domain/statistics.js';
import { factsOf } from '../facts/case-facts.js';
import { factsInLedger, factsOfCase, type ToldFacts } from '../facts/facts-in-ledger.js';
import { STATISTIC_ROW, statisticRowOf, type StatisticRow, type StatisticRows } from '../rows/statistic-row.model.js';
import { differingRows, type RowDifference } from './differing-rows.js';
import { StoredFact } from './stored-fact.js';

const TOGETHER = 100;
/** Nobody reads more of them; their number is told. */
export const DIFFERENCES_MAX = 100;
/** What is on its way into the rows is there well within this. */
const SETTLES_WITHIN_MS = 10_000;
const LOOKS = 6;
const BETWEEN_LOOKS_MS = 500;

export interface Recomputed {
  readonly ledger: Statistics;
  readonly view: Statistics;
  readonly commits: number;
  readonly cases: number;
  readonly rows: number;
  readonly rowsDiffering: number;
  /** The first of these. */
  readonly differences: readonly RowDifference[];
}

/** Both sides of some cases. */
interface Sides {
  readonly told: readonly StatisticRow[];
  readonly kept: readonly StatisticRow[];
}

/** Derives every figure from the ledger alone, and once more from the rows, and says where rows are not what the ledger says. */
@Injectable()
export class Recomputation {
  constructor(
    @InjectModel(STATISTIC_ROW) private readonly rows: StatisticRows,
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(period: Period, counted: CountedBy): Promise<Recomputed> {
    const [ledger, view] = [new StatisticsTally(period, 'whole', counted), new StatisticsTally(period, 'whole', counted)];
    const differences: RowDifference[] = [];
    let [cases, commits, rows, rowsDiffering] = [0, 0, 0, 0];
    for await (const { sides, told } of this.inParts()) {
      for (const { fact } of sides.told) ledger.add(fact);
      for (const { fact } of sides.kept) if (StoredFact.safeParse(fact).success) view.add(fact);
      const differing = differingRows(sides.told, sides.kept);
      rowsDiffering += differing.length;
      differences.push(...differing.slice(0, DIFFERENCES_MAX - differences.length));
      cases += told.length;
      commits += told.reduce((sum, { seq }) => sum + seq, 0);
      rows += sides.told.length;
    }
    return { ledger: ledger.statistics(), view: view.statistics(), commits, cases, rows, rowsDiffering, differences };
  }

  /** The ledger's cases in order of their ids, some at a time, with all rows that are kept up to there, also of cases that no ledger knows. */
  private async *inParts(): AsyncGenerator<{ sides: Sides; told: readonly ToldFacts[] }> {
    let [after, told]: [CaseId, ToldFacts[]] = ['', []];
    for await (const each of factsInLedger(this.store)) {
      told.push(each);
      if (told.length < TOGETHER) continue;
      yield { sides: await this.settled(told, { $gt: after, $lte: endOf(each.caseId) }), told };
      [after, told] = [endOf(each.caseId), []];
    }
    yield { sides: await this.settled(told, { $gt: after, $lt: '~' }), told };
  }

  /** Both sides as they are once nothing is on its way any more: what cases have gone on with meanwhile is read again. */
  private async settled(told: readonly ToldFacts[], ids: object): Promise<Sides> {
    let sides = await this.sides(told, ids);
    for (let look = 1; look < LOOKS && differingRows(sides.told, sides.kept).length > 0; look++) {
      const again = await Promise.all(told.map(({ caseId }) => factsOfCase(this.store, caseId)));
      sides = await this.sides(again, ids);
      if (!again.some(({ at }) => this.clock.now() - at < SETTLES_WITHIN_MS)) break;
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    }
    return sides;
  }

  private async sides(told: readonly ToldFacts[], ids: object): Promise<Sides> {
    const kept = await this.rows.find({ _id: ids } as never).lean<StatisticRow[]>().exec();
    const rows = await Promise.all(told.map((each) => this.rowsOf(each)));
    return { told: rows.flat(), kept };
  }

  private async rowsOf({ caseId, facts, seq }: ToldFacts): Promise<StatisticRow[]> {
    if (facts.policyHash === undefined) return [];
    const { name } = await this.policies.getPinned(facts.policyHash);
    return factsOf(facts, caseId, name).map((fact) => statisticRowOf(fact, seq));
  }
}

/** Behind every row of the case, and before those of the next. */
const endOf = (caseId: CaseId): string => `${caseId}.~`;
