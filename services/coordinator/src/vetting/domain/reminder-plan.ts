import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { planReminders, type ReminderStep } from '@lianshen/contracts/reminders';
import { limitMinutesBetween, type WorkingCalendar } from '@lianshen/contracts/working-time';
import { isPaused } from './case-state.js';
import { countsByTheClock, rulesFor } from './request-rules.js';
import type { VettingRequest } from './vetting-request.js';

interface PlannedFor {
  readonly answersFor: readonly AgencyId[];
  readonly from: Instant;
  readonly dueAt: Instant;
  readonly worked: number;
}

/** What is to be sent for a due time, for its event. Where several shares came together the first one says who is told and when. */
export function planOf({ answersFor, from, dueAt, worked }: PlannedFor, policy: Policy, calendar: WorkingCalendar): { readonly plan?: ReminderStep[] } {
  const rules = rulesFor(policy, answersFor);
  const [{ reminders = policy.reminders, ladder = policy.ladder }] = rules;
  const plan = planReminders({ reminders, ladder }, { from, dueAt, workedMinutes: worked, byTheClock: countsByTheClock(rules) }, calendar);
  return plan.length > 0 ? { plan } : {};
}

/** The same for a request whose due time is set anew, and what it has run until now. */
export function planAnew(request: VettingRequest, dueAt: Instant, now: Instant, policy: Policy, calendar: WorkingCalendar): { readonly plan?: ReminderStep[]; readonly worked: number } {
  const worked = workedMinutes(request, now, policy, calendar);
  return { ...planOf({ answersFor: request.answersFor, from: now, dueAt, worked }, policy, calendar), worked };
}

/** How many minutes the clock of a request has run, pauses left out: of working time, or by the clock where its limit is in minutes. */
export function workedMinutes(request: VettingRequest, now: Instant, policy: Policy, calendar: WorkingCalendar): number {
  const { worked, waiting, answersFor } = request;
  const until = isPaused(request) && waiting ? waiting.since : now;
  return worked.minutes + limitMinutesBetween(worked.at, until, countsByTheClock(rulesFor(policy, answersFor)), calendar);
}
