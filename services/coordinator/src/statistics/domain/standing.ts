import type { Instant } from '@lianshen/contracts/kernel';
import type { RequestFact, ToldApart } from './fact.js';

/** How a request stands: each stands in exactly one way. */
export type Standing = 'on-time' | 'late' | 'not-due' | 'paused' | 'overdue' | ToldApart;

/**
 * A reply at the very instant of the due time is in time. During a pause no clock runs, so nothing becomes overdue; what was
 * overdue before the agency asked stays so. Silence is overdue, however long it lasts.
 */
export function standingOf({ answeredAt, apart, dueAt, pauses }: RequestFact, now: Instant): Standing {
  if (apart) return apart.because;
  if (answeredAt !== null) return answeredAt <= dueAt ? 'on-time' : 'late';
  const pause = pauses.find(({ to }) => to === null);
  if (pause) return dueAt < pause.from ? 'overdue' : 'paused';
  return dueAt < now ? 'overdue' : 'not-due';
}

/** Whether its due time has passed and it counts for the rate: whoever has answered, or owes an answer. */
export function isDueSoFar(request: RequestFact, standing: Standing, now: Instant): boolean {
  return standing === 'late' || standing === 'overdue' || (standing === 'on-time' && request.dueAt < now);
}
