import type { Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { addWorkingMinutes, dueAt, instantIn, inZone, limitMinutesBetween, type Due, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { CountedDue } from './counted-due.js';
import { countsByTheClock, rulesFor } from './request-rules.js';
import type { VettingRequest } from './vetting-request.js';

const MINUTE_MS = 60_000;
/** Of a limit in minutes, at least this part is given to whoever is asked again. */
const LEAST_PART = 0.1;

/**
 * The due time of a request that takes the place of one that was recalled by a halt: what was left of that, from now on, and
 * to the end of the day on which that runs out, as any limit in working days; a limit in minutes to the whole minute. At least
 * one working day, or a tenth of a limit in minutes, so that nobody is late at the moment of being asked. Undefined where the
 * former one was not recalled.
 */
export function leftDue(former: VettingRequest | undefined, policy: Policy, calendar: WorkingCalendar, now: Instant): CountedDue | undefined {
  if (former?.status !== 'recalled' || former.ranUntil === undefined) return undefined;
  const { answersFor, counting, ranUntil } = former;
  const rules = rulesFor(policy, answersFor);
  const left = limitMinutesBetween(ranUntil, former.dueAt, countsByTheClock(rules), calendar);
  const [{ within }] = rules;
  if ('minutes' in within) return { dueAt: now + Math.ceil(Math.max(left, within.minutes * LEAST_PART)) * MINUTE_MS, provisional: false, counting };
  const [runOn, least] = [untilClosing(addWorkingMinutes(now, left, calendar), calendar), dueAt(now, { workingDays: 1 }, calendar, counting)];
  return { ...(runOn.dueAt > least.dueAt ? runOn : least), counting };
}

const untilClosing = ({ dueAt: at, provisional }: Due, { zone, office }: WorkingCalendar): Due => ({ dueAt: instantIn(inZone(at, zone).day, office.closesAtMinute, zone), provisional });
