import { ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { recallOpen } from './recall-open.js';

/**
 * The nominating side takes its candidate back. That is not negative: open requests are recalled, what was answered is
 * sealed. Withdrawn already: nothing to do. Refused: `case.unknown`, `case.ended` where two persons have terminated it.
 */
export function withdrawCase(state: CaseState, reason: string): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  if (state.status === 'withdrawn') return ok([]);
  if (state.status === 'terminated') return refuse('case.ended');
  return ok([{ type: 'CaseWithdrawn', data: {}, private: { reason } }, ...recallOpen(state)]);
}
