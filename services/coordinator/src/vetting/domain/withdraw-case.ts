import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { recallDue } from './recall-open.js';

export interface WithdrawCase {
  /** In the officer's words. */
  readonly reason: string;
  readonly recallBeatMs: number;
}

/**
 * The nominating side takes its candidate back. That is not negative: open requests are recalled at the beat, as after a
 * halt, and what was answered is sealed. Withdrawn already: nothing to do. Refused: `case.unknown`, `case.ended` where two
 * persons have terminated it.
 */
export function withdrawCase(state: CaseState, { reason, recallBeatMs }: WithdrawCase, now: Instant): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  if (state.status === 'withdrawn') return ok([]);
  if (state.status === 'terminated') return refuse('case.ended');
  return ok([{ type: 'CaseWithdrawn', data: recallDue(state, now, recallBeatMs), private: { reason } }]);
}
