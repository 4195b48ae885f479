import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { askedIn, issueRequests, type Asking } from './issue-request.js';

/**
 * Sends out the first round: one request for each agency that the policy asks in such a case. Started already: nothing to
 * do. Refused: `case.unknown`, and `case.ended` where it was withdrawn before it began.
 */
export function startVetting(state: CaseState, asking: Asking, now: Instant): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  if (state.status === 'withdrawn') return refuse('case.ended');
  if (state.status !== 'screening') return ok([]);
  return ok([{ type: 'VettingStarted', data: { round: 1 } }, ...issueRequests(state, askedIn(state, asking.policy), asking, now)]);
}
