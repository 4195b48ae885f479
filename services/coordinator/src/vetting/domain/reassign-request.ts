import { ok, refuse, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { isPending, type CaseState } from './case-state.js';
import { askFor, type Asking } from './issue-request.js';

export interface ReassignRequest {
  readonly agency: AgencyId;
  readonly to: AgencyId;
  /** In the officer's words. */
  readonly reason: string;
  readonly asking: Asking;
}

/**
 * An officer gives the share of an agency to another: the request is recalled and the other is asked, as `askFor` asks, with
 * the full limit. Reassigned to it already: nothing to do. Refused: `request.unknown`, `request.closed`, `case.not-vetting`,
 * `reassignment.to-itself`, and `reassignment.declined` where the other has said that it does not answer.
 */
export function reassignRequest(state: CaseState, command: ReassignRequest, now: Instant): Result<CaseEvent[]> {
  const { agency, to, reason, asking } = command;
  const request = state.requests[agency];
  if (!request) return refuse('request.unknown');
  if (request.status === 'reassigned' && request.reassignedTo === to) return ok([]);
  if (state.status !== 'vetting') return refuse('case.not-vetting');
  if (!isPending(request) && request.status !== 'declined') return refuse('request.closed');
  if (to === agency) return refuse('reassignment.to-itself');
  if (state.requests[to]?.status === 'declined') return refuse('reassignment.declined');
  const moved: CaseEvent = { type: 'RequestReassigned', data: { agency, requestId: request.requestId, to, because: 'officer' }, private: { reason } };
  return ok([moved, ...askFor(state, to, request.answersFor, asking, now)]);
}
