import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { issueRequests, type Asking } from './issue-request.js';
import { resumeVetting, sharesToAsk } from './resume-vetting.js';

/** Records that the joint conclusion is past its validity. Refused as `conclusion.still-valid`; not cleared: nothing to do. */
export function markLapsed(state: CaseState, now: Instant): Result<CaseEvent[]> {
  if (state.status !== 'cleared') return ok([]);
  if (state.validUntil === undefined || state.validUntil > now) return refuse('conclusion.still-valid');
  return ok([{ type: 'ConclusionLapsed', data: { version: state.conclusions } }]);
}

/**
 * Asks those again whose answers have expired, and only those: of a case whose conclusion has lapsed, and of one that
 * waited for the conclusion for too long. Refused: `conclusion.still-valid`, `re-vetting.nothing-expired`, `case.unknown`,
 * `case.ended`, and `conclusion.flagged` where the case is halted.
 */
export function reVet(state: CaseState, asking: Asking, now: Instant): Result<CaseEvent[]> {
  switch (state.status) {
    case 'none':
      return refuse('case.unknown');
    case 'terminated':
    case 'withdrawn':
      return refuse('case.ended');
    case 'halted':
    case 'suspended':
      return refuse('conclusion.flagged');
    case 'lapsed':
      return ok(resumeVetting(state, 'lapsed', asking, now));
    case 'cleared': {
      // The clock that marks it has not come round yet.
      const lapsed = markLapsed(state, now);
      return lapsed.ok ? ok([...lapsed.value, ...resumeVetting(state, 'lapsed', asking, now)]) : lapsed;
    }
    case 'screening':
    case 'vetting': {
      const expired = state.status === 'vetting' ? sharesToAsk(state, asking, now) : [];
      return expired.length > 0 ? ok(issueRequests(state, expired, asking, now)) : refuse('re-vetting.nothing-expired');
    }
  }
}
