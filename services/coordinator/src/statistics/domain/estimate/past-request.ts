import type { Instant } from '@lianshen/contracts/kernel';
import type { WorkingCalendar } from '@lianshen/contracts/working-time';
import type { RequestFact } from '../fact.js';
import { workedMinutes } from '../worked-minutes.js';
import type { Observation } from './curve.js';

/** What of a request matters for an estimate. */
export type PastRequest = Pick<RequestFact, 'requestId' | 'issuedAt' | 'answeredAt' | 'apart' | 'pauses'>;

/** A request with how long it took, which many estimates ask for; the end is undefined while it is open. */
export interface TimedRequest extends PastRequest {
  readonly end: { readonly at: Instant; readonly answered: boolean; readonly minutes: number } | undefined;
}

/** Counts once how long a request took, in working minutes from its issue, pauses left out. */
export function timed(request: PastRequest, calendar: WorkingCalendar): TimedRequest {
  const { issuedAt, answeredAt, apart, pauses } = request;
  const at = apart?.at ?? answeredAt;
  return { ...request, end: at === null ? undefined : { at, answered: apart === null, minutes: workedMinutes(issuedAt, at, pauses, calendar) } };
}

/** What was known of a request at a time, and nothing that came later; undefined before it was issued. */
export function knownAt({ issuedAt, pauses, end }: TimedRequest, at: Instant, calendar: WorkingCalendar): Observation | undefined {
  if (issuedAt >= at) return undefined;
  if (end && end.at <= at) return end;
  return { minutes: workedMinutes(issuedAt, at, pauses, calendar), answered: false };
}
