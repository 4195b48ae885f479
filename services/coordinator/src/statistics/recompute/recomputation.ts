import { Inject, Injectable } from '@nestjs/common';
import type { CaseId } from '@lianshen/contracts/kernel';
import { LedgerStore } from '@lianshen/platform/ledger';
import type { CountedBy } from '../domain/counted-by.js';
import type { Period } from '../domain/period.js';
import { StatisticsTally, type Statistics } from '../domain/statistics.js';
import { factsInLedger, type ToldFacts } from '../facts/facts-in-ledger.js';
import { ReadBothSides } from './both-sides.js';
import type { RowDifference } from './differing-rows.js';
import { StoredFact } from './stored-fact.js';
import type { BothSides } from './without-unsettled.js';

const TOGETHER = 100;
/** Nobody reads more of them; their number is told. */
export const DIFFERENCES_MAX = 100;

export interface Recomputed {
  readonly ledger: Statistics;
  readonly view: Statistics;
  readonly commits: number;
  readonly cases: number;
  /** Cases that went on all the while, and so could not be compared. */
  readonly unsettled: number;
  readonly rows: number;
  readonly rowsDiffering: number;
  /** The first of these. */
  readonly differences: readonly RowDifference[];
}

/** Derives every figure from the ledger alone, and once more from the rows, and says where rows are not what the ledger says. */
@Injectable()
export class Recomputation {
  constructor(
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(ReadBothSides) private readonly both: ReadBothSides,
  ) {}

  async run(period: Period, counted: CountedBy): Promise<Recomputed> {
    const [ledger, view] = [new StatisticsTally(period, 'whole', counted), new StatisticsTally(period, 'whole', counted)];
    const found: RowDifference[] = [];
    let [cases, commits, unsettled, rows, rowsDiffering] = [0, 0, 0, 0, 0];
    for await (const sides of this.inParts()) {
      for (const { fact } of sides.told) ledger.add(fact);
      for (const { fact } of sides.kept) if (StoredFact.safeParse(fact).success) view.add(fact);
      found.push(...sides.differences.slice(0, DIFFERENCES_MAX - found.length));
      cases += sides.cases.length;
      commits += sides.cases.reduce((sum, { seq }) => sum + seq, 0);
      unsettled += sides.unsettled;
      rows += sides.told.length;
      rowsDiffering += sides.differences.length;
    }
    return { ledger: ledger.statistics(), view: view.statistics(), commits, cases, unsettled, rows, rowsDiffering, differences: found };
  }

  /** The ledger's cases in order of their ids, some at a time, with all rows that are kept up to there, also of cases that no ledger knows. */
  private async *inParts(): AsyncGenerator<BothSides> {
    let [after, told]: [CaseId, ToldFacts[]] = ['', []];
    for await (const each of factsInLedger(this.store)) {
      told.push(each);
      if (told.length < TOGETHER) continue;
      yield await this.both.read(told, { $gt: after, $lte: endOf(each.caseId) });
      [after, told] = [endOf(each.caseId), []];
    }
    yield await this.both.read(told, { $gt: after, $lt: '~' });
  }
}

/** Behind every row of the case, and before those of the next. */
const endOf = (caseId: CaseId): string => `${caseId}.~`;
