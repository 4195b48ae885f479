import { ok, refuse, type AgencyId, type Instant, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import { requestsOf, type CaseState } from './case-state.js';
import { policyAgencyOf } from './request-envelope.js';

const DAY_MS = 86_400_000;

/** Every agency has answered, and nothing blocks. Silence is no answer. A non-blocking flag waits for a person. */
export function readyToClear(state: CaseState): boolean {
  const requests = requestsOf(state);
  return (
    state.status === 'vetting' &&
    state.openFlags.length === 0 &&
    requests.length > 0 &&
    requests.every(({ status, verdict }) => status === 'answered' && verdict?.code === 'CLEAR')
  );
}

/** The joint conclusion (联审鉴定结论). It holds until the first of the verdicts expires (rules 3.7). */
export function clearCase(state: CaseState, policy: Policy): CaseEventOf<'CaseCleared'> {
  const verdictHashes: Record<AgencyId, Sha256> = {};
  let validUntil = Number.MAX_SAFE_INTEGER;
  for (const { agency, verdict } of requestsOf(state)) {
    if (!verdict) continue;
    verdictHashes[agency] = verdict.verdictHash;
    validUntil = Math.min(validUntil, verdict.filedAt + policyAgencyOf(policy, agency).validDays * DAY_MS);
  }
  return { type: 'CaseCleared', data: { validUntil, verdictHashes } };
}

/** An officer signs the conclusion. Refused while verdicts are open, one has expired, or a flag stands; signed already: nothing to do. */
export function issueConclusion(state: CaseState, policy: Policy, now: Instant): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  if (state.status === 'cleared') return ok([]);
  if (state.openFlags.length > 0 || state.status === 'halted') return refuse('conclusion.flagged');
  if (!readyToClear(state)) return refuse('conclusion.not-ready');
  const cleared = clearCase(state, policy);
  return cleared.data.validUntil > now ? ok([cleared]) : refuse('conclusion.verdict-expired');
}
