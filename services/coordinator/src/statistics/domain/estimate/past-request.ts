import type { Instant } from '@lianshen/contracts/kernel';
import type { WorkingCalendar } from '@lianshen/contracts/working-time';
import type { RequestFact } from '../fact.js';
import { workedMinutes } from '../worked-minutes.js';
import type { Observation } from './curve.js';

/** What of a request matters for an estimate. */
export type PastRequest = Pick<RequestFact, 'issuedAt' | 'answeredAt' | 'apart' | 'pauses'>;

/** What was known of a request at a time, and nothing that came later; undefined before it was issued. Working minutes from its issue, pauses left out. */
export function knownAt({ issuedAt, answeredAt, apart, pauses }: PastRequest, at: Instant, calendar: WorkingCalendar): Observation | undefined {
  if (issuedAt >= at) return undefined;
  const endedAt = apart?.at ?? answeredAt ?? at;
  const answered = apart === null && answeredAt !== null && answeredAt <= at;
  return { minutes: workedMinutes(issuedAt, Math.min(endedAt, at), pauses, calendar), answered };
}
