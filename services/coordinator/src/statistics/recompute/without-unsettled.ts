import type { CaseId } from '@lianshen/contracts/kernel';
import type { ToldFacts } from '../facts/facts-in-ledger.js';
import type { StatisticRow } from '../rows/statistic-row.model.js';
import type { RowDifference } from './differing-rows.js';

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

/**
 * Sets aside what differs of cases that have gone on since a former look: their rows may be on their way.
 * @param before the look since which rows of cases that rest have had time to arrive; the same one: nothing is set aside.
 */
export function withoutUnsettled(sides: BothSides, before: BothSides): BothSides {
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

/** The case that a row is of: ids of rows begin with it. */
export const caseOf = (row: string): CaseId => row.slice(0, CASE_ID_LENGTH);
