import type { Instant } from '@lianshen/contracts/kernel';

/** The share of an agency's answers that have come by a moment. */
export interface Reached {
  readonly at: Instant;
  readonly answered: number;
}

/**
 * The share of cases in which all agencies have answered by each moment: the product of their shares, which is exact for the
 * slowest of answers that come independently (order statistics; H. A. David, Order Statistics, 2.1).
 * @param agencies each with its moments in order; at least one.
 */
export function slowestOf(agencies: readonly (readonly Reached[])[]): readonly Reached[] {
  const moments = [...new Set(agencies.flatMap((reached) => reached.map(({ at }) => at)))].sort((one, other) => one - other);
  const positions = agencies.map(() => 0);
  return moments.map((at) => {
    const shares = agencies.map((reached, index) => {
      while ((reached[positions[index] ?? 0]?.at ?? Infinity) <= at) positions[index] = (positions[index] ?? 0) + 1;
      return reached[(positions[index] ?? 0) - 1]?.answered ?? 0;
    });
    return { at, answered: shares.reduce((product, share) => product * share, 1) };
  });
}
