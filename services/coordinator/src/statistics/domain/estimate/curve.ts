/** How long something took, or has taken so far where nobody has answered. */
export interface Observation {
  readonly minutes: number;
  readonly answered: boolean;
}

/** The share that is answered after so many minutes; it rises from step to step. */
export interface Step {
  readonly minutes: number;
  readonly answered: number;
}

/** What can be counted on both sides of an equality of shares. */
const EXACT = 1e-9;

/**
 * The share answered by each moment, by Kaplan and Meier (Journal of the American Statistical Association 53, 1958): what is
 * not answered counts as at least as long as it has taken so far, so slow ones that are open are not left out. A further one
 * without an answer never makes an estimate shorter. Where the last of them are unanswered the shares end below 1.
 */
export function curveOf(observations: readonly Observation[]): readonly Step[] {
  const sorted = [...observations].sort((one, other) => one.minutes - other.minutes);
  const steps: Step[] = [];
  let [left, unanswered] = [sorted.length, 1];
  for (let index = 0; index < sorted.length; ) {
    const minutes = sorted[index]?.minutes ?? 0;
    let [answers, together] = [0, 0];
    for (; sorted[index + together]?.minutes === minutes; together++) if (sorted[index + together]?.answered) answers++;
    if (answers > 0) {
      unanswered *= 1 - answers / left;
      steps.push({ minutes, answered: 1 - unanswered });
    }
    left -= together;
    index += together;
  }
  return steps;
}

/** The first moment at which at least this share is answered; undefined where that is never seen. */
export const quantileOf = <S extends { readonly answered: number }>(steps: readonly S[], share: number): S | undefined => steps.find(({ answered }) => answered >= share - EXACT);
