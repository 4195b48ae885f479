import type { Instant } from '@lianshen/contracts/kernel';
import { boundedWorkingMinutes, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { ItemEvent, ItemEventOf } from './item-event.js';

export interface PastItemAct {
  readonly at: Instant;
  readonly events: readonly ItemEvent[];
}

/** One thing that happened to the clock of an item. */
export interface ItemClockEntry {
  readonly at: Instant;
  readonly kind: 'started' | 'paused' | 'question-added' | 'resumed' | 'extension-asked' | 'extension-granted' | 'extension-refused' | 'pause-ended' | 'recounted' | 'stopped' | 'runs-on';
  /** Of the question, the supplement or the extension. */
  readonly number?: number;
  readonly dueAt?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Working minutes, with fractions. */
  readonly pausedMinutes?: number | undefined;
  readonly because?: 'answered' | 'declined' | 'recalled';
}

/** The clock of a work item: what happened to it, and how it stands after that. */
export interface ItemClock {
  readonly startedAt: Instant | undefined;
  readonly dueAt: Instant | undefined;
  readonly deadlineVersion: number;
  /** Since when it stands still; stays where the clock stops during a pause. */
  readonly pausedSince: Instant | undefined;
  /** When that pause began, whatever was granted meanwhile. */
  readonly pausedFrom: Instant | undefined;
  /** The longest pause of a question is over, and it is not answered: a further one stops nothing. */
  readonly isPauseOver: boolean;
  /** Of the pauses that the due time has taken in. */
  readonly pausedMinutes: number;
  readonly stoppedAt: Instant | undefined;
  /** Whether the coordinator has an answer on file: one that is refused after it starts nothing anew. */
  readonly filed: boolean;
  readonly entries: readonly ItemClockEntry[];
}

const NOT_STARTED: ItemClock = { startedAt: undefined, dueAt: undefined, deadlineVersion: 0, pausedSince: undefined, pausedFrom: undefined, isPauseOver: false, pausedMinutes: 0, stoppedAt: undefined, filed: false, entries: [] };

/** Explains the clock of an item from what the agency's own ledger says happened. */
export function itemClockOf(acts: readonly PastItemAct[], calendar: WorkingCalendar): ItemClock {
  return acts.reduce((clock, { at, events }) => events.reduce((moved, event) => moveOn(moved, event, at, calendar), clock), NOT_STARTED);
}

/** How it stands at a moment, in working minutes with fractions; what is left is undefined where no due time is known. @param now epoch ms. */
export function readItemClock(clock: ItemClock, now: Instant, calendar: WorkingCalendar) {
  const until = clock.stoppedAt ?? now;
  return {
    state: clock.stoppedAt !== undefined ? ('stopped' as const) : clock.pausedSince !== undefined ? ('paused' as const) : ('running' as const),
    pausedMinutes: clock.pausedMinutes + pausedUntil(clock, until, calendar),
    remainingMinutes: clock.dueAt === undefined ? undefined : boundedWorkingMinutes(clock.pausedSince ?? until, clock.dueAt, calendar),
  };
}

/** Total over the events: a new one does not compile until it has its branch. */
function moveOn(clock: ItemClock, event: ItemEvent, at: Instant, calendar: WorkingCalendar): ItemClock {
  switch (event.type) {
    case 'RequestReceived': {
      const { dueAt, deadlineVersion } = event.data;
      return withEntry({ ...withDeadline(clock, dueAt, deadlineVersion), startedAt: at }, { at, kind: 'started', dueAt });
    }
    case 'NonAnswerSigned':
      return said(clock, event, at);
    case 'SupplementReceived':
      return supplemented(clock, event, at, calendar);
    case 'ExtensionDecided':
      return extended(clock, event, at, calendar);
    case 'DeadlineMoved':
      return moved(clock, event, at, calendar);
    case 'VerdictSigned':
      return stopped(clock, 'answered', at);
    case 'VerdictFiled':
      return { ...clock, filed: true };
    case 'VerdictRejected':
      return clock.filed ? clock : withEntry({ ...clock, stoppedAt: undefined }, { at, kind: 'runs-on' });
    case 'ItemRecalled':
      return stopped(clock, 'recalled', at);
    // None of these moves the clock.
    case 'ItemClaimed':
    case 'ItemAssigned':
    case 'ItemReleased':
    case 'StaffRecused':
    case 'StaffReadmitted':
    case 'AnswerSubmitted':
    case 'SubmissionWithdrawn':
    case 'AnswerReturned':
    case 'AnswerApproved':
    case 'DrawnForChecking':
    case 'AnswerCompared':
      return clock;
  }
}

function said(clock: ItemClock, { data: { kind, number, until } }: ItemEventOf<'NonAnswerSigned'>, at: Instant): ItemClock {
  switch (kind) {
    case 'need-more':
      if (clock.isPauseOver) return withEntry(clock, { at, kind: 'question-added', number });
      return withEntry({ ...clock, pausedSince: clock.pausedSince ?? at, pausedFrom: clock.pausedFrom ?? at }, { at, kind: clock.pausedSince === undefined ? 'paused' : 'question-added', number });
    case 'extension-asked':
      return withEntry(clock, { at, kind: 'extension-asked', number, until });
    case 'out-of-scope':
    case 'recused':
      return stopped(clock, 'declined', at);
    case 're-review':
      return clock;
  }
}

function supplemented(clock: ItemClock, { data: { number, dueAt, deadlineVersion } }: ItemEventOf<'SupplementReceived'>, at: Instant, calendar: WorkingCalendar): ItemClock {
  const pausedMinutes = pausedUntil(clock, at, calendar);
  const after = { ...withDeadline(clock, dueAt, deadlineVersion), pausedSince: undefined, pausedFrom: undefined, isPauseOver: false, pausedMinutes: clock.pausedMinutes + pausedMinutes };
  return withEntry(after, { at, kind: 'resumed', number, dueAt, pausedMinutes });
}

/** A due time that is granted during a pause takes in what has passed of it. */
function extended(clock: ItemClock, { data: { number, grantedUntil, deadlineVersion } }: ItemEventOf<'ExtensionDecided'>, at: Instant, calendar: WorkingCalendar): ItemClock {
  if (grantedUntil === null) return withEntry(clock, { at, kind: 'extension-refused', number });
  const pausedMinutes = clock.pausedMinutes + pausedUntil(clock, at, calendar);
  const after = { ...withDeadline(clock, grantedUntil, deadlineVersion), pausedSince: clock.pausedSince === undefined ? undefined : at, pausedMinutes };
  return withEntry(after, { at, kind: 'extension-granted', number, dueAt: grantedUntil });
}

/** A pause ends here with the arrival of the message that says so. */
function moved(clock: ItemClock, { data: { because, dueAt, deadlineVersion } }: ItemEventOf<'DeadlineMoved'>, at: Instant, calendar: WorkingCalendar): ItemClock {
  const after = withDeadline(clock, dueAt, deadlineVersion);
  if (because === 'recounted') return withEntry(after, { at, kind: because, dueAt });
  const pausedMinutes = pausedUntil(clock, at, calendar);
  return withEntry({ ...after, pausedSince: undefined, pausedFrom: undefined, isPauseOver: true, pausedMinutes: clock.pausedMinutes + pausedMinutes }, { at, kind: because, dueAt, pausedMinutes });
}

const stopped = (clock: ItemClock, because: 'answered' | 'declined' | 'recalled', at: Instant): ItemClock =>
  clock.stoppedAt !== undefined && because === 'answered' ? clock : withEntry({ ...clock, stoppedAt: clock.stoppedAt ?? at }, { at, kind: 'stopped', because });

const pausedUntil = ({ pausedSince }: ItemClock, at: Instant, calendar: WorkingCalendar): number => (pausedSince === undefined ? 0 : boundedWorkingMinutes(pausedSince, at, calendar));

/** An older deadline never replaces a newer one, in whatever order messages come. */
const withDeadline = (clock: ItemClock, dueAt: Instant | undefined, version: number | undefined): ItemClock =>
  dueAt !== undefined && version !== undefined && version > clock.deadlineVersion ? { ...clock, dueAt, deadlineVersion: version } : clock;

const withEntry = (clock: ItemClock, entry: ItemClockEntry): ItemClock => ({ ...clock, entries: [...clock.entries, entry] });
