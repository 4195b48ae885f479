import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { findRequest, type CaseState } from './case-state.js';
import type { NonAnswered } from './record-question.js';

/**
 * Notes that an agency does not answer: out of its scope, or recused as a whole. The case cannot clear over it; a person
 * decides who is asked instead. Known already or recalled: nothing to do. Refused as `request.answered` where its verdict
 * is on file, so that a person looks at it.
 */
export function recordDeclined(state: CaseState, { agency, requestId, said }: NonAnswered, kind: 'out-of-scope' | 'recused'): Result<CaseEvent[]> {
  const request = findRequest(state, requestId);
  if (request?.agency !== agency) return refuse('request.unknown');
  if (request.status === 'answered') return refuse('request.answered');
  if (request.status !== 'open') return ok([]);
  return ok([{ type: 'RequestDeclined', data: { agency, requestId, kind }, private: said }]);
}
