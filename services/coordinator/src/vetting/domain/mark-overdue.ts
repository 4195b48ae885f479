import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { isAsking, isRunning, requestsOf, type CaseState } from './case-state.js';

/**
 * Records that requests have passed their due time; nothing is decided by it, and silence is no consent. None has: refused
 * as `deadline.not-reached`. Nobody is asked: nothing to do.
 */
export function markOverdue(state: CaseState, now: Instant): Result<CaseEvent[]> {
  if (!isAsking(state)) return ok([]);
  const late = requestsOf(state).filter((request) => isRunning(request) && request.overdueAt === undefined && request.dueAt <= now);
  if (late.length === 0) return refuse('deadline.not-reached');
  return ok(
    late.map(({ agency, requestId, deadlineVersion }) => ({
      type: 'RequestOverdue',
      data: { agency, requestId, deadlineVersion },
    })),
  );
}
