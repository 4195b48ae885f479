import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { findRequest, type CaseState } from './case-state.js';
import type { NonAnswered } from './record-question.js';

/** Notes that an agency asks for more time; nothing moves until an officer decides. Known or too late: nothing to do. */
export function recordExtension(state: CaseState, { agency, requestId, number, said }: NonAnswered, until: Instant): Result<CaseEvent[]> {
  const request = findRequest(state, requestId);
  if (request?.agency !== agency) return refuse('request.unknown');
  if (request.status !== 'open' || request.extensions.some((each) => each.number === number)) return ok([]);
  return ok([{ type: 'ExtensionAsked', data: { agency, requestId, number, until }, private: said }]);
}
