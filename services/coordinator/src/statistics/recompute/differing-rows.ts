import { canonicalJson } from '@lianshen/contracts/kernel';
import type { StatisticRow } from '../rows/statistic-row.model.js';

export interface RowDifference {
  readonly row: string;
  readonly kind: 'missing' | 'surplus' | 'different';
}

/**
 * Which rows of some cases are not as the ledger says.
 * @param told as they follow from the ledger, each with the seq of its case's newest commit. @param kept as they are stored.
 */
export function differingRows(told: readonly StatisticRow[], kept: readonly StatisticRow[]): readonly RowDifference[] {
  const keptById = new Map(kept.map((row) => [row._id, row]));
  const toldIds = new Set(told.map(({ _id }) => _id));
  const differing = told.flatMap((row): RowDifference[] => {
    const other = keptById.get(row._id);
    if (other === undefined) return [{ row: row._id, kind: 'missing' }];
    return isSame(row, other) ? [] : [{ row: row._id, kind: 'different' }];
  });
  const surplus = kept.filter(({ _id }) => !toldIds.has(_id)).map(({ _id: row }): RowDifference => ({ row, kind: 'surplus' }));
  return [...differing, ...surplus];
}

/** A stored row has the seq of the last commit that changed it: never one that the case has not reached, which nothing would replace. */
const isSame = (told: StatisticRow, kept: StatisticRow): boolean => kept.seq <= told.seq && asText(told) === asText(kept);

/** Whatever stands in a row can be compared, also what somebody has put there by hand. */
const asText = (row: StatisticRow): string => canonicalJson(JSON.parse(JSON.stringify({ ...row, seq: 0 })));
