import type { AgencyId, Instant, RequestId } from '@lianshen/contracts/kernel';
import { isRung, type ReminderStep } from '@lianshen/contracts/reminders';
import type { CaseClock } from './case-clock.js';
import type { DueRule } from './clock-entry.js';
import type { CountedBy } from './counted-by.js';
import { minutesOf, pausedUntil, type RequestClock } from './request-clock.js';

/** How a clock of a request stands at a moment. Minutes are those of its limit, with fractions. */
export interface ClockReading {
  readonly state: 'running' | 'paused' | 'stopped';
  /** How long it has run, pauses left out. */
  readonly workedMinutes: number;
  /** What is left to the due time, or was left as it stopped: a clock that goes on starts with it. 0 where it has passed. */
  readonly remainingMinutes: number;
  /** All pauses together, the present one up to now. */
  readonly pausedMinutes: number;
}

/** Reads the clock of a request. @param now epoch ms. */
export function readingOf(clock: RequestClock, now: Instant, counted: CountedBy): ClockReading {
  const until = clock.stopped?.at ?? now;
  const standsAt = clock.paused?.since ?? until;
  // Its longest pause is over, and nobody has noticed yet.
  const endedAt = clock.paused?.until;
  const sinceEnd = endedAt === undefined ? 0 : minutesOf(clock, endedAt, until, counted);
  return {
    state: clock.stopped ? 'stopped' : clock.paused && (endedAt === undefined || endedAt > now) ? 'paused' : 'running',
    workedMinutes: Math.max(0, minutesOf(clock, clock.startedAt, standsAt, counted) - clock.pausedMinutes) + sinceEnd,
    remainingMinutes: Math.max(0, minutesOf(clock, standsAt, clock.dueAt, counted) - sinceEnd),
    pausedMinutes: clock.pausedMinutes + pausedUntil(clock, until, counted),
  };
}

/** Something that is due, and why then. */
export type DueNext =
  | { readonly what: 'answer'; readonly at: Instant; readonly agency: AgencyId; readonly requestId: RequestId; readonly rule: DueRule }
  | { readonly what: 'reminder' | 'escalation'; readonly at: Instant; readonly agency: AgencyId; readonly requestId: RequestId; readonly step: ReminderStep }
  | { readonly what: 'end-of-pause'; readonly at: Instant; readonly agency: AgencyId; readonly requestId: RequestId }
  | { readonly what: 'review-escalation'; readonly at: Instant; readonly step: ReminderStep }
  | { readonly what: 'recall' | 'review' | 'end-of-validity'; readonly at: Instant };

/** What is due in the case when, the earliest first. A clock that stands still has nothing due. */
export function dueNextIn({ state, recallAt, reviewAt, nextReview, validUntil, requests }: CaseClock): readonly DueNext[] {
  const running = requests.filter(({ paused, stopped }) => !paused && !stopped);
  const recalls = requests.some(({ stopped }) => !stopped || stopped.because === 'withheld');
  const all: DueNext[] = [
    ...running.map(({ dueAt: at, agency, requestId, rule }) => ({ what: 'answer', at, agency, requestId, rule }) as const),
    ...running.flatMap(stepsOf),
    ...requests.flatMap(endOfPause),
    ...(nextReview && nextReview.at !== reviewAt && state === 'paused' ? [{ what: 'review-escalation', at: nextReview.at, step: nextReview } as const] : []),
    ...(recallAt !== undefined && recalls ? [{ what: 'recall', at: recallAt } as const] : []),
    ...(reviewAt !== undefined && state === 'paused' ? [{ what: 'review', at: reviewAt } as const] : []),
    ...(validUntil !== undefined ? [{ what: 'end-of-validity', at: validUntil } as const] : []),
  ];
  return all.sort((one, other) => one.at - other.at);
}

const stepsOf = ({ plan, agency, requestId }: RequestClock): DueNext[] => plan.map((step) => ({ what: isRung(step) ? 'escalation' : 'reminder', at: step.at, agency, requestId, step }));

const endOfPause = ({ paused, stopped, agency, requestId }: RequestClock): DueNext[] =>
  !stopped && paused?.until !== undefined ? [{ what: 'end-of-pause', at: paused.until, agency, requestId }] : [];
