import type { Instant } from '@lianshen/contracts/kernel';
import { dueAt } from '@lianshen/contracts/working-time';
import type { CaseEventOf } from './case-event.js';
import { isPaused, requestsOf, type CaseState } from './case-state.js';
import type { CountedBy } from './clock/counted-by.js';
import { planAnew } from './reminder-plan.js';
import { rulesFor, strictestBound } from './request-rules.js';
import { dueAfterPause } from './send-supplement.js';
import type { VettingRequest } from './vetting-request.js';

/** When a pause that begins now ends at the latest, by the shortest `pauseMax` of the request's shares; undefined where the policy sets none. */
export function pauseUntil({ agency, answersFor }: VettingRequest, { policy, calendarOf }: CountedBy, now: Instant): Instant | undefined {
  const most = strictestBound(rulesFor(policy, answersFor), 'pauseMax');
  return most && dueAt(now, most, calendarOf(agency)).dueAt;
}

/** Clocks whose longest pause is over run on: the due time moves by the pause up to its end, however late this is noticed. */
export function endPauses(state: CaseState, { policy, calendarOf }: CountedBy, now: Instant): CaseEventOf<'PauseEnded'>[] {
  return requestsOf(state).flatMap((request) => {
    const { agency, requestId, waiting, deadlineVersion } = request;
    if (!isPaused(request) || waiting?.until === undefined || waiting.until > now) return [];
    const calendar = calendarOf(agency);
    const { dueAt: until, provisional } = dueAfterPause(request, now, policy, calendar);
    return [{ type: 'PauseEnded', data: { agency, requestId, question: waiting.question, endedAt: waiting.until, dueAt: until, provisional, deadlineVersion: deadlineVersion + 1, ...planAnew(request, until, waiting.until, policy, calendar) } }];
  });
}
