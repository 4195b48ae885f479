import { partsOfRequestId, type Instant } from '@lianshen/contracts/kernel';
import { addWorkingMinutes, type WorkingCalendar } from '@lianshen/contracts/working-time';
import { quantileOf, type Step } from './curve.js';
import { estimateAt, RANGE } from './estimate-agency.js';
import { knownAt, type TimedRequest } from './past-request.js';
import { slowestOf, type Reached } from './slowest.js';

/** An agency that would be asked: its past requests in order of their issue, and by which calendar it works. */
export interface AskedAgency {
  readonly requests: readonly TimedRequest[];
  readonly calendar: WorkingCalendar;
}

/** Requests of one case that went to all of the agencies at the same moment, in the order of the agencies. */
export interface PastCase {
  readonly sentAt: Instant;
  readonly requests: readonly TimedRequest[];
}

/** The cases in which the same agencies were asked together, the newest first. */
export function pastCasesOf([first, ...others]: readonly AskedAgency[]): readonly PastCase[] {
  const byCase = others.map(({ requests }) => new Map(requests.map((request) => [keyOf(request), request])));
  const newest = [...(first?.requests ?? [])].reverse();
  return newest.flatMap((request): PastCase[] => {
    const together = [request, ...byCase.flatMap((requests) => requests.get(keyOf(request)) ?? [])];
    return together.length === byCase.length + 1 ? [{ sentAt: request.issuedAt, requests: together }] : [];
  });
}

const keyOf = ({ requestId, issuedAt }: TimedRequest): string => `${partsOfRequestId(requestId).caseId} ${issuedAt}`;

/** At which moment after a start an agency has answered with which share, by its calendar. */
export const reachedAfter = (at: Instant, steps: readonly Step[], calendar: WorkingCalendar): readonly Reached[] =>
  steps.map(({ minutes, answered }) => ({ at: after(at, minutes, calendar), answered }));

/** Such a moment, in working time from a start. */
export const after = (at: Instant, minutes: number, calendar: WorkingCalendar): Instant => addWorkingMinutes(at, minutes, calendar).dueAt;

/** From when to when all agencies had been expected to have answered; an end that was never seen is Infinity. */
interface Range {
  readonly from: Instant;
  readonly to: Instant;
}

/** The range that is known just before cases are sent at that moment; undefined where too little is known of one agency. */
export function rangeBefore(at: Instant, agencies: readonly AskedAgency[]): Range | undefined {
  const reached = agencies.map(({ requests, calendar }) => reachedAfter(at, estimateAt(requests, at, calendar).steps, calendar));
  if (reached.some(({ length }) => length === 0)) return undefined;
  const slowest = slowestOf(reached);
  return { from: quantileOf(slowest, RANGE.from)?.at ?? Infinity, to: quantileOf(slowest, RANGE.to)?.at ?? Infinity };
}

/**
 * Whether all agencies had answered within the range, pauses left out. Undefined where the case is open, or ended without an
 * answer, before the range was over.
 */
export function isCaseInside({ requests }: PastCase, { from, to }: Range, agencies: readonly AskedAgency[], now: Instant): boolean | undefined {
  const taken = requests.map((request, index) => takenBy(request, agencies[index] as AskedAgency, now));
  const complete = Math.max(...taken.map(({ at }) => at));
  if (taken.every(({ answered }) => answered)) return complete >= from && complete <= to;
  return complete > to ? false : undefined;
}

function takenBy(request: TimedRequest, { calendar }: AskedAgency, now: Instant): { readonly at: Instant; readonly answered: boolean } {
  const known = knownAt(request, now, calendar);
  return { at: after(request.issuedAt, known?.minutes ?? 0, calendar), answered: known?.answered ?? false };
}
