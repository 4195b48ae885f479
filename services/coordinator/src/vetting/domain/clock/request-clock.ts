import type { AgencyId, Instant, RequestId } from '@lianshen/contracts/kernel';
import type { ReminderStep } from '@lianshen/contracts/reminders';
import { limitMinutesBetween } from '@lianshen/contracts/working-time';
import type { CaseEventOf } from '../case-event.js';
import { countsByTheClock, rulesFor } from '../request-rules.js';
import type { ClockEntry, Deadline, Doer, StoppedBecause } from './clock-entry.js';
import type { CountedBy } from './counted-by.js';

/** When and by whom. */
export interface Moment {
  readonly at: Instant;
  readonly by: Doer;
}

/** The clock of one request: what happened to it, and how it stands after that. */
export interface RequestClock extends Deadline {
  readonly requestId: RequestId;
  readonly agency: AgencyId;
  readonly round: number;
  readonly answersFor: readonly AgencyId[];
  readonly startedAt: Instant;
  /** Since when it stands still, and for which question; stays where the clock stops during a pause. */
  readonly paused: { readonly since: Instant; readonly question: number; readonly until: Instant | undefined } | undefined;
  /** The longest pause of its question is over, and the question is not answered yet. */
  readonly isPauseOver: boolean;
  /** Reminders and rungs that are still to come for the present due time. */
  readonly plan: readonly ReminderStep[];
  /** Of the pauses that the due time has taken in. */
  readonly pausedMinutes: number;
  readonly stopped: { readonly at: Instant; readonly because: StoppedBecause } | undefined;
  readonly overdueAt: Instant | undefined;
  readonly entries: readonly ClockEntry[];
}

export function startedClock({ data }: CaseEventOf<'RequestIssued'>, deadline: Deadline, { at, by }: Moment): RequestClock {
  const { requestId, agency, round, issuedAt, answersFor = [agency], plan = [] } = data;
  const nothingYet = { plan, paused: undefined, isPauseOver: false, pausedMinutes: 0, stopped: undefined, overdueAt: undefined };
  return { requestId, agency, round, answersFor, startedAt: issuedAt, ...deadline, ...nothingYet, entries: [{ at, by, kind: 'started', deadline }] };
}

export const received = (clock: RequestClock, { at, by }: Moment): RequestClock => withEntry(clock, { at, by, kind: 'received' });

/** A further question before the first is answered does not start the pause anew, nor where the longest is over. */
export function paused(clock: RequestClock, { data: { number: question, until }, private: said }: CaseEventOf<'MoreAsked'>, { at, by }: Moment): RequestClock {
  const entry = { at, by, question, reason: said?.text } as const;
  if (clock.isPauseOver) return withEntry(clock, { ...entry, kind: 'question-added', until: undefined });
  const bound = clock.paused ? clock.paused.until : until;
  return withEntry({ ...clock, paused: { since: clock.paused?.since ?? at, question, until: bound } }, { ...entry, kind: clock.paused ? 'question-added' : 'paused', until: bound });
}

export function resumed(clock: RequestClock, { data }: CaseEventOf<'SupplementSent'>, { at, by }: Moment, counted: CountedBy): RequestClock {
  const { question, number: supplement, dueAt, provisional, deadlineVersion, plan = [] } = data;
  const pausedMinutes = pausedUntil(clock, at, counted);
  const deadline: Deadline = { dueAt, provisional, deadlineVersion, rule: clock.isPauseOver ? clock.rule : { by: 'pause', supplement } };
  const moved = clock.isPauseOver ? {} : { plan, overdueAt: undefined };
  return withEntry({ ...runningOn(clock, deadline, pausedMinutes), ...moved, isPauseOver: false }, { at, by, kind: 'resumed', question, supplement, pausedMinutes, deadline });
}

/** However late it was noticed: the pause counts up to its longest. */
export function pauseEnded(clock: RequestClock, { data }: CaseEventOf<'PauseEnded'>, { at, by }: Moment, counted: CountedBy): RequestClock {
  const { question, dueAt, provisional, deadlineVersion, plan = [] } = data;
  const pausedMinutes = pausedUntil(clock, at, counted);
  const deadline: Deadline = { dueAt, provisional, deadlineVersion, rule: { by: 'pause-ended', question } };
  return withEntry({ ...runningOn(clock, deadline, pausedMinutes), plan, overdueAt: undefined, isPauseOver: true }, { at, by, kind: 'pause-ended', question, pausedMinutes, deadline });
}

const runningOn = (clock: RequestClock, deadline: Deadline, pausedMinutes: number): RequestClock => ({ ...clock, ...deadline, paused: undefined, pausedMinutes: clock.pausedMinutes + pausedMinutes });

export function recounted(clock: RequestClock, { data }: CaseEventOf<'DeadlineRecounted'>, { at, by }: Moment): RequestClock {
  const { formerDueAt, dueAt, provisional, deadlineVersion, plan = [] } = data;
  const deadline: Deadline = { dueAt, provisional, deadlineVersion, rule: { by: 'recounted' } };
  return withEntry({ ...clock, ...deadline, plan, overdueAt: undefined }, { at, by, kind: 'recounted', formerDueAt, deadline });
}

/** A reminder or a rung of the ladder: each step of the plan comes once. */
export function reminded(clock: RequestClock, kind: 'reminded' | 'escalated', { data: { deadlineVersion, step, at: dueAt, tell, mark } }: CaseEventOf<'AgencyReminded' | 'OverdueEscalated'>, { at, by }: Moment): RequestClock {
  const plan = clock.plan.filter((each) => each.step !== step);
  return withEntry({ ...clock, plan }, { at, by, kind, step: { step, at: dueAt, tell, mark }, deadlineVersion });
}

export const extensionAsked = (clock: RequestClock, { data: { number: extension, until }, private: said }: CaseEventOf<'ExtensionAsked'>, { at, by }: Moment): RequestClock =>
  withEntry(clock, { at, by, kind: 'extension-asked', extension, until, reason: said?.text });

/** A due time that is granted during a pause takes in what has passed of it. */
export function extensionDecided(clock: RequestClock, { data }: CaseEventOf<'ExtensionDecided'>, { at, by }: Moment, counted: CountedBy): RequestClock {
  const { number: extension, grantedUntil, deadlineVersion, plan = [] } = data;
  if (grantedUntil === null || deadlineVersion === undefined) return withEntry(clock, { at, by, kind: 'extension-refused', extension });
  const deadline: Deadline = { dueAt: grantedUntil, provisional: false, deadlineVersion, rule: { by: 'extension', extension } };
  const pausedMinutes = clock.pausedMinutes + pausedUntil(clock, at, counted);
  const after = { ...clock, ...deadline, plan, paused: clock.paused && { ...clock.paused, since: Math.min(at, clock.paused.until ?? at) }, pausedMinutes, overdueAt: undefined };
  return withEntry(after, { at, by, kind: 'extension-granted', extension, deadline });
}

export const overdue = (clock: RequestClock, { data: { deadlineVersion } }: CaseEventOf<'RequestOverdue'>, { at, by }: Moment): RequestClock =>
  withEntry({ ...clock, overdueAt: at }, { at, by, kind: 'overdue', deadlineVersion });

/** A clock that has stopped stays where it stopped, also where the reason becomes another. Stopped for that reason already: nothing happens. */
export function stopped(clock: RequestClock, because: StoppedBecause, { at, by }: Moment): RequestClock {
  if (clock.stopped?.because === because) return clock;
  return withEntry({ ...clock, stopped: { at: clock.stopped?.at ?? at, because } }, { at, by, kind: 'stopped', because });
}

/** What the present pause has taken by then, at most up to its longest, in minutes; 0 where there is none. */
export const pausedUntil = (clock: RequestClock, at: Instant, counted: CountedBy): number => (clock.paused ? minutesOf(clock, clock.paused.since, Math.min(at, clock.paused.until ?? at), counted) : 0);

/** Minutes between two instants as the limit of the request counts them: by the clock, or while the office is open. 0 where `to` is not later. */
export function minutesOf({ agency, answersFor }: Pick<RequestClock, 'agency' | 'answersFor'>, from: Instant, to: Instant, { policy, calendarOf }: CountedBy): number {
  return limitMinutesBetween(from, to, countsByTheClock(rulesFor(policy, answersFor)), calendarOf(agency));
}

const withEntry = (clock: RequestClock, entry: ClockEntry): RequestClock => ({ ...clock, entries: [...clock.entries, entry] });
