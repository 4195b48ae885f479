import { ok, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { askFor, type Asking } from './issue-request.js';

/**
 * Asks an agency, now that it is suspended no more, what was withheld for it; the limit runs from now. Suspended still, nothing
 * withheld, or no vetting: nothing to do.
 */
export function releaseWithheld(state: CaseState, agency: AgencyId, asking: Asking, now: Instant): Result<CaseEvent[]> {
  const request = state.requests[agency];
  if (state.status !== 'vetting' || request?.status !== 'withheld' || request.withheld !== 'suspended' || asking.suspended.includes(agency)) return ok([]);
  return ok(askFor(state, agency, request.answersFor, asking, now));
}
