import type { Instant } from '@lianshen/contracts/kernel';
import type { WorkingCalendar } from '@lianshen/contracts/working-time';
import { curveOf, quantileOf, type Observation, type Step } from './curve.js';
import { knownAt, type TimedRequest } from './past-request.js';

/** With fewer answers than this nothing is said. */
export const ANSWERS_MIN = 10;
/** An estimate is drawn from so many answers before it, and from all that is not answered. */
export const ANSWERS_MAX = 500;
/** The range holds four fifths: from the tenth to the ninetieth percentile. */
export const RANGE = { from: 0.1, median: 0.5, to: 0.9 } as const;

/** When an agency would answer. */
export interface Estimated {
  readonly answers: number;
  readonly unanswered: number;
  /** Empty where there are too few answers. */
  readonly steps: readonly Step[];
}

/**
 * What past requests say of one that would be issued at a time: nothing but what was known then is used.
 * @param past of one agency, in order of their issue.
 */
export function estimateAt(past: readonly TimedRequest[], at: Instant, calendar: WorkingCalendar): Estimated {
  const known = withLastAnswers(past.flatMap((request) => knownAt(request, at, calendar) ?? []));
  const answers = known.filter(({ answered }) => answered).length;
  return { answers, unanswered: known.length - answers, steps: answers < ANSWERS_MIN ? [] : curveOf(known) };
}

/** The last 500 answers, and everything that is unanswered, however old: the slow ones are not left out. */
function withLastAnswers(known: readonly Observation[]): readonly Observation[] {
  const first = known.flatMap(({ answered }, index) => (answered ? [index] : [])).at(-ANSWERS_MAX) ?? 0;
  return known.filter(({ answered }, index) => !answered || index >= first);
}

/** How often ranges were right. */
export interface Accuracy {
  readonly tried: number;
  readonly inside: number;
}

/** So many of the last requests that can be judged are tried. */
const TRIED_MAX = 100;

/**
 * Holds the last requests against the range that was known just before each was issued. One that is unanswered counts as
 * outside once it is older than the range, and is not judged before.
 */
export function accuracyOf(past: readonly TimedRequest[], now: Instant, calendar: WorkingCalendar): Accuracy {
  const ranges = new Map<Instant, Estimated>();
  let [tried, inside] = [0, 0];
  for (const request of [...past].reverse()) {
    if (tried === TRIED_MAX) break;
    // Those of one list were issued together, and one estimate was known before them all.
    const known = ranges.get(request.issuedAt) ?? estimateAt(past, request.issuedAt, calendar);
    ranges.set(request.issuedAt, known);
    const isRight = isInside(request, known, now, calendar);
    if (isRight !== undefined) tried += 1;
    if (isRight) inside += 1;
  }
  return { tried, inside };
}

function isInside(request: TimedRequest, { steps }: Estimated, now: Instant, calendar: WorkingCalendar): boolean | undefined {
  const from = quantileOf(steps, RANGE.from)?.minutes;
  const taken = knownAt(request, now, calendar);
  if (from === undefined || !taken) return undefined;
  const to = quantileOf(steps, RANGE.to)?.minutes ?? Infinity;
  if (taken.answered) return taken.minutes >= from && taken.minutes <= to;
  return taken.minutes > to ? false : undefined;
}
