import { ok, refuse, type AgencyId, type Instant, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent, Said } from './case-event.js';
import { findRequest, type CaseState } from './case-state.js';
import type { CountedBy } from './clock/counted-by.js';
import { pauseUntil } from './pause-bound.js';

/** A message of an agency about its request that is no answer. */
export interface NonAnswered {
  readonly agency: AgencyId;
  readonly requestId: RequestId;
  readonly number: number;
  readonly said: Said;
}

/**
 * Notes that an agency cannot answer without more; its clock stands still from here, for no longer than the policy's longest
 * pause. A question that is known already, or that comes after the answer or the recall: nothing to do.
 */
export function recordQuestion(state: CaseState, { agency, requestId, number, said }: NonAnswered, counted: CountedBy, now: Instant): Result<CaseEvent[]> {
  const request = findRequest(state, requestId);
  if (request?.agency !== agency) return refuse('request.unknown');
  if (number <= request.questions || request.status !== 'open') return ok([]);
  const until = request.waiting ? undefined : pauseUntil(request, counted, now);
  return ok([{ type: 'MoreAsked', data: { agency, requestId, number, ...(until === undefined ? {} : { until }) }, private: said }]);
}
