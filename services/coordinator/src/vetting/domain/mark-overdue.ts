import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { isRunning, requestsOf, type CaseState } from './case-state.js';

/**
 * Records that requests have passed their due time; nothing is decided by it, and silence is no consent. An alarm
 * carries no deadline of its own: what is due is asked of the case, so an alarm that was early, or set for a
 * deadline that has moved since, is refused as `deadline.not-reached`.
 */
export function markOverdue(state: CaseState, now: Instant): Result<CaseEvent[]> {
  if (state.status !== 'vetting') return ok([]);
  const late = requestsOf(state).filter((request) => isRunning(request) && request.overdueAt === undefined && request.dueAt <= now);
  if (late.length === 0) return refuse('deadline.not-reached');
  return ok(
    late.map(({ agency, requestId, deadlineVersion }) => ({
      type: 'RequestOverdue',
      data: { agency, requestId, deadlineVersion },
    })),
  );
}
