import { ok, type Instant, type Result } from '@lianshen/contracts/kernel';
import { addWorkingMinutes, workingMinutesBetween, type Due } from '@lianshen/contracts/working-time';
import type { CaseEvent } from './case-event.js';
import { isAsking, openRequestsOf, type CaseState } from './case-state.js';
import type { CountedBy } from './clock/counted-by.js';
import { latestDue } from './counted-due.js';
import { leftDue } from './left-due.js';
import { planAnew } from './reminder-plan.js';
import { rulesFor } from './request-rules.js';
import type { VettingRequest } from './vetting-request.js';

/**
 * Counts again what was counted in a year without calendar, once the year is known: both values stay on record. A due time
 * that would then lie in the past stays where it was told to be, and is provisional no more. What is still not known, and what
 * was kept from before a merger: nothing to do.
 */
export function recountDeadlines(state: CaseState, counted: CountedBy, now: Instant): Result<CaseEvent[]> {
  if (!isAsking(state)) return ok([]);
  return ok(openRequestsOf(state).filter(({ provisional }) => provisional).flatMap((request) => recounted(state, request, counted, now)));
}

function recounted(state: CaseState, request: VettingRequest, counted: CountedBy, now: Instant): CaseEvent[] {
  const due = countedAgain(state, request, counted);
  if (!due || due.provisional) return [];
  const { agency, requestId, dueAt: formerDueAt, deadlineVersion } = request;
  const dueAt = due.dueAt > now ? due.dueAt : formerDueAt;
  return [{ type: 'DeadlineRecounted', data: { agency, requestId, formerDueAt, dueAt, provisional: false, deadlineVersion: deadlineVersion + 1, ...planAnew(request, dueAt, now, counted.policy, counted.calendarOf(agency)) } }];
}

/** The due time as the calendar of today gives it: from where it began, moved by each pause since. */
function countedAgain(state: CaseState, request: VettingRequest, counted: CountedBy): Due | undefined {
  const calendar = counted.calendarOf(request.agency);
  return request.pauses.reduce<Due | undefined>((due, { since, until }) => {
    if (!due) return undefined;
    const moved = addWorkingMinutes(due.dueAt, workingMinutesBetween(since, until, calendar), calendar);
    return { dueAt: moved.dueAt, provisional: due.provisional || moved.provisional };
  }, beganWith(state, request, counted));
}

function beganWith(state: CaseState, request: VettingRequest, { policy, calendarOf }: CountedBy): Due | undefined {
  const { agency, answersFor, dueBy, grantedUntil, issuedAt, round, renews = false } = request;
  if (grantedUntil !== undefined) return { dueAt: grantedUntil, provisional: false };
  if (dueBy === 'limit') return latestDue(rulesFor(policy, answersFor), calendarOf(agency), issuedAt, renews);
  if (dueBy !== 'left') return undefined;
  return leftDue(state.earlierRequests.find((former) => former.agency === agency && former.round === round - 1), policy, calendarOf(agency), issuedAt);
}
