import { ok, refuse, type AgencyId, type Instant, type RequestId, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { findRequest, type CaseState } from './case-state.js';
import { evolve } from './evolve.js';
import { issueRequests, type Asking } from './issue-request.js';
import { resumeVetting, sharesToAsk } from './resume-vetting.js';

export interface OpenReReview {
  readonly agency: AgencyId;
  readonly requestId: RequestId;
  /** Up to which its verdicts were given with somebody who should have been recused. */
  readonly version: number;
  readonly reason: string;
  readonly jws: string;
  readonly asking: Asking;
}

/**
 * An agency takes its own verdict into doubt, because somebody counted in it who should have been recused. It counts for no
 * clear conclusion any more and the agency is asked anew, also over a conclusion that was drawn. A flag stands until it is
 * corrected or closed. A case that has stopped or ended asks when it is resumed. Known already, or a later version stands:
 * nothing to do. Refused as `request.unknown` where the agency was never asked.
 */
export function openReReview(state: CaseState, { agency, requestId, version, reason, jws, asking }: OpenReReview, now: Instant): Result<CaseEvent[]> {
  const request = findRequest(state, requestId);
  if (request?.agency !== agency) return refuse('request.unknown');
  if (version <= request.questioned || (request.verdict?.version ?? 0) > version) return ok([]);
  const opened: CaseEvent = { type: 'ReReviewOpened', data: { agency, requestId, version }, private: { reason, jws } };
  return ok([opened, ...askedAnew(evolve(state, opened, now), request.answersFor, asking, now)]);
}

function askedAnew(state: CaseState, shares: readonly AgencyId[], asking: Asking, now: Instant): CaseEvent[] {
  const toAsk = sharesToAsk(state, asking, now).filter((share) => shares.includes(share));
  if (toAsk.length === 0) return [];
  if (state.status === 'vetting') return issueRequests(state, toAsk, asking, now);
  return state.status === 'cleared' || state.status === 'lapsed' ? resumeVetting(state, 're-review', asking, now) : [];
}
