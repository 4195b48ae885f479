/** How values lie: those that half, four fifths and all of them do not exceed. Null where there are none. */
export interface Spread {
  readonly count: number;
  readonly median: number | null;
  readonly p80: number | null;
  readonly max: number | null;
}

/** By nearest rank: each figure is one of the values, rounded to one decimal. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const ranked = (share: number): number | null => {
    const value = sorted[Math.ceil(share * sorted.length) - 1];
    return value === undefined ? null : oneDecimal(value);
  };
  return { count: sorted.length, median: ranked(0.5), p80: ranked(0.8), max: ranked(1) };
}

export const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
