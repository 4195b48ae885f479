import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { CaseId } from '@lianshen/contracts/kernel';
import { LedgerStore } from '@lianshen/platform/ledger';
import { PolicyShelf } from '../../policies/policy-shelf.js';
import { factsOf } from '../facts/case-facts.js';
import { factsOfCase, type ToldFacts } from '../facts/facts-in-ledger.js';
import { STATISTIC_ROW, statisticRowOf, type StatisticRow, type StatisticRows } from '../rows/statistic-row.model.js';
import { differingRows, type RowDifference } from './differing-rows.js';

const LOOKS = 6;
const BETWEEN_LOOKS_MS = 500;
/** Rows follow a commit within less time than passes in so many looks. */
const LOOKS_TO_FOLLOW = 4;
const CASE_ID_LENGTH = 36;

/** What the ledger and the rows say of some cases. */
export interface BothSides {
  readonly cases: readonly ToldFacts[];
  readonly told: readonly StatisticRow[];
  readonly kept: readonly StatisticRow[];
  readonly differences: readonly RowDifference[];
  /** Cases that went on until the last look, and so could not be compared: what the ledger says stands on both sides. */
  readonly unsettled: number;
}

/** Reads both sides of some cases until they agree, or as often as it takes for what is on its way to arrive. */
@Injectable()
export class ReadBothSides {
  constructor(
    @InjectModel(STATISTIC_ROW) private readonly rows: StatisticRows,
    @Inject(LedgerStore) private readonly store: LedgerStore,
    @Inject(PolicyShelf) private readonly policies: PolicyShelf,
  ) {}

  /** @param cases as the ledger told them a while ago. @param ids filter of row ids: theirs, and those in between, which no case of them has. */
  async read(cases: readonly ToldFacts[], ids: object): Promise<BothSides> {
    let sides = await this.look(cases, ids);
    const looks = [sides];
    while (sides.differences.length > 0 && looks.length < LOOKS) {
      if (looks.length > 1) await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
      sides = await this.lookAgain(sides, ids);
      looks.push(sides);
    }
    return withoutUnsettled(sides, looks[LOOKS - LOOKS_TO_FOLLOW] ?? sides);
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

/** @param before the look since which rows that are on their way have had time to arrive. */
function withoutUnsettled(sides: BothSides, before: BothSides): BothSides {
  if (before === sides) return sides;
  const seqs = new Map(before.cases.map(({ caseId, seq }) => [caseId, seq]));
  const moving = new Set(sides.cases.filter(({ caseId, seq }) => seqs.get(caseId) !== seq).map(({ caseId }) => caseId));
  const isMoving = ({ row }: RowDifference): boolean => moving.has(caseOf(row));
  const unsettled = new Set(sides.differences.filter(isMoving).map(({ row }) => caseOf(row)));
  if (unsettled.size === 0) return sides;
  const ofOthers = ({ _id }: StatisticRow): boolean => !unsettled.has(caseOf(_id));
  const kept = [...sides.kept.filter(ofOthers), ...sides.told.filter((row) => !ofOthers(row))];
  return { ...sides, kept, differences: sides.differences.filter((each) => !isMoving(each)), unsettled: unsettled.size };
}

const caseOf = (row: string): CaseId => row.slice(0, CASE_ID_LENGTH);
