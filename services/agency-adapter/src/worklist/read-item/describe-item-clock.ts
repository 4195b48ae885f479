import type { WorkItemView } from '@lianshen/contracts/api';
import { toIso, type Instant } from '@lianshen/contracts/kernel';
import type { Request } from '@lianshen/contracts/messages';
import { CHINA_CALENDAR, dueAt } from '@lianshen/contracts/working-time';
import { itemClockOf, readItemClock, type ItemClockEntry, type PastItemAct } from '../domain/index.js';

/** The clock of an item for the agency's own staff. @param request undefined once the key of the item is destroyed. @param now epoch ms. */
export function describeItemClock(acts: readonly PastItemAct[], request: Pick<Request, 'pauseMax'> | undefined, now: Instant): WorkItemView['clock'] {
  const clock = itemClockOf(acts, CHINA_CALENDAR);
  const { state, pausedMinutes, remainingMinutes } = readItemClock(clock, now, CHINA_CALENDAR);
  return {
    state,
    startedAt: iso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    deadlineVersion: clock.deadlineVersion,
    pausedSince: state === 'paused' ? iso(clock.pausedSince) : null,
    pausedUntil: state === 'paused' && clock.pausedFrom !== undefined && request?.pauseMax ? toIso(dueAt(clock.pausedFrom, request.pauseMax, CHINA_CALENDAR).dueAt) : null,
    pausedMinutes: Math.floor(pausedMinutes),
    remainingMinutes: whole(remainingMinutes),
    entries: clock.entries.map(describeEntry),
  };
}

const describeEntry = ({ at, kind, number, dueAt, until, pausedMinutes, because }: ItemClockEntry): WorkItemView['clock']['entries'][number] => ({
  at: toIso(at),
  event: kind,
  number: number ?? null,
  dueAt: iso(dueAt),
  until: iso(until),
  pausedMinutes: whole(pausedMinutes),
  because: because ?? null,
});

const whole = (minutes: number | undefined): number | null => (minutes === undefined ? null : Math.floor(minutes));
const iso = (at: Instant | undefined): string | null => (at === undefined ? null : toIso(at));
