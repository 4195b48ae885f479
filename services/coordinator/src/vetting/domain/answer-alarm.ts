import { ok, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { awaitsRecall, type CaseState } from './case-state.js';
import { markOverdue } from './mark-overdue.js';
import { recallOpen } from './recall-open.js';

/**
 * Does what has become due in a case: what a stop has left open is recalled at its beat, and deadlines that have passed are
 * marked. An alarm carries nothing of its own: what is due is asked of the case, so one that was early, or set for a time
 * that has moved since, is refused as `deadline.not-reached`. Nothing is running: nothing to do.
 */
export function answerAlarm(state: CaseState, now: Instant): Result<CaseEvent[]> {
  if (!awaitsRecall(state) || state.recallAt > now) return markOverdue(state, now);
  // An alarm that comes late: what had passed before the beat is on record as it would be with one in time.
  const overdue = markOverdue(state, state.recallAt);
  return ok([...(overdue.ok ? overdue.value : []), ...recallOpen(state)]);
}
