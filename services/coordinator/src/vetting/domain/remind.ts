import type { Instant } from '@lianshen/contracts/kernel';
import { isRung, type ReminderStep } from '@lianshen/contracts/reminders';
import type { CaseEvent } from './case-event.js';
import { isRunning, requestsOf, type CaseState } from './case-state.js';
import type { VettingRequest } from './vetting-request.js';

/** What has come due for requests whose clocks run, in the order in which it was due: reminders, passed due times, rungs of the ladder. */
export function remindAndMark(state: CaseState, now: Instant): CaseEvent[] {
  return requestsOf(state).filter(isRunning).flatMap((request) => [...stepsOf(request, now, false), ...overdue(request, now), ...stepsOf(request, now, true)]);
}

function overdue({ agency, requestId, deadlineVersion, overdueAt, dueAt }: VettingRequest, now: Instant): CaseEvent[] {
  return overdueAt === undefined && dueAt <= now ? [{ type: 'RequestOverdue', data: { agency, requestId, deadlineVersion } }] : [];
}

function stepsOf({ agency, requestId, deadlineVersion, plan }: VettingRequest, now: Instant, rungs: boolean): CaseEvent[] {
  const due = plan.filter((step) => step.at <= now && isRung(step) === rungs);
  return due.map((step: ReminderStep) => ({ type: rungs ? 'OverdueEscalated' : 'AgencyReminded', data: { agency, requestId, deadlineVersion, ...step } }));
}
