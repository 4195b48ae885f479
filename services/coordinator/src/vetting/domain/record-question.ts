import { ok, refuse, type AgencyId, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent, Said } from './case-event.js';
import { findRequest, type CaseState } from './case-state.js';

/** A message of an agency about its request that is no answer. */
export interface NonAnswered {
  readonly agency: AgencyId;
  readonly requestId: RequestId;
  readonly number: number;
  readonly said: Said;
}

/**
 * Notes that an agency cannot answer without more; its clock stands still from here. A question that is known already,
 * or that comes after the answer or the recall: nothing to do.
 */
export function recordQuestion(state: CaseState, { agency, requestId, number, said }: NonAnswered): Result<CaseEvent[]> {
  const request = findRequest(state, requestId);
  if (request?.agency !== agency) return refuse('request.unknown');
  if (number <= request.questions || request.status !== 'open') return ok([]);
  return ok([{ type: 'MoreAsked', data: { agency, requestId, number }, private: said }]);
}
