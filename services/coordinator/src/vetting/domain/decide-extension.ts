import { ok, refuse, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';

export interface DecideExtension {
  readonly agency: AgencyId;
  readonly number: number;
  /** The new due time, or null to refuse. */
  readonly grantedUntil: Instant | null;
}

/**
 * An officer grants an agency more time, or refuses. The mark of a deadline that has passed stays on record; the new one
 * is watched anew. The same decision again: nothing to do. Refused: `request.unknown`, `extension.unknown`,
 * `extension.decided`, `request.closed`, and `extension.not-later` where it would give no time.
 */
export function decideExtension(state: CaseState, { agency, number, grantedUntil }: DecideExtension, now: Instant): Result<CaseEvent[]> {
  const request = state.requests[agency];
  if (!request) return refuse('request.unknown');
  const asked = request.extensions.find((each) => each.number === number);
  if (!asked) return refuse('extension.unknown');
  if (asked.decision) return asked.decision.grantedUntil === grantedUntil ? ok([]) : refuse('extension.decided');
  if (request.status !== 'open') return refuse('request.closed');
  const decided = { agency, requestId: request.requestId, number, grantedUntil };
  if (grantedUntil === null) return ok([{ type: 'ExtensionDecided', data: decided }]);
  if (grantedUntil <= Math.max(now, request.dueAt)) return refuse('extension.not-later');
  return ok([{ type: 'ExtensionDecided', data: { ...decided, deadlineVersion: request.deadlineVersion + 1 } }]);
}
