import { ok, refuse, type AgencyId, type Instant, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import { isQuestioned, type CaseState } from './case-state.js';
import { heldBy } from './held-by.js';
import { rulesFor, validUntilOf } from './request-rules.js';
import { flaggedRequestsOf, sharesOf, type Share } from './shares.js';
import type { FiledVerdict } from './vetting-request.js';

/** Every share is answered or waived, one at least is answered, and nothing blocks, nor holds a flag in another case of the same person. Silence is no answer. Advice waits until a person has considered it. */
export function readyToClear(state: CaseState): boolean {
  const shares = sharesOf(state);
  return (
    state.status === 'vetting' &&
    flaggedRequestsOf(state).length === 0 &&
    heldBy(state).length === 0 &&
    shares.some(({ newest, standing }) => newest.status !== 'waived' && standing.verdict) &&
    shares.every((share) => isSettled(state, share))
  );
}

function isSettled(state: CaseState, { newest, standing }: Share): boolean {
  if (newest.status === 'waived') return true;
  // What was recalled by a halt is not asked again while the answer before it holds.
  if (newest.status !== 'answered' && newest.status !== 'recalled') return false;
  if (isQuestioned(standing)) return false;
  return standing.verdict !== undefined && (standing.verdict.code === 'CLEAR' || standing.verdict.blocking || isConsidered(state, standing.verdict));
}

export const isConsidered = (state: CaseState, { verdictHash }: FiledVerdict): boolean => state.considered.some((each) => each.verdictHash === verdictHash);

/** Until when the verdict that stands for a share holds; undefined where there is none, or nobody waits for it any more. */
export function shareValidUntil({ newest, standing }: Share, policy: Policy): Instant | undefined {
  if (newest.status === 'waived' || !standing.verdict) return undefined;
  return validUntilOf(rulesFor(policy, standing.answersFor), standing.verdict.filedAt);
}

/** Whether a share was answered and its answer holds no longer. */
export const hasExpired = (share: Share, policy: Policy, now: Instant): boolean => (shareValidUntil(share, policy) ?? Infinity) <= now;

/** The joint conclusion (联审鉴定结论). It holds until the first of the verdicts expires (rules 3.7). */
export function clearCase(state: CaseState, policy: Policy): CaseEventOf<'CaseCleared'> {
  const verdictHashes: Record<AgencyId, Sha256> = {};
  let validUntil = Number.MAX_SAFE_INTEGER;
  for (const share of sharesOf(state)) {
    const { verdict } = share.standing;
    if (verdict && share.newest.status !== 'waived') verdictHashes[share.of] = verdict.verdictHash;
    validUntil = Math.min(validUntil, shareValidUntil(share, policy) ?? Number.MAX_SAFE_INTEGER);
  }
  const version = state.conclusions === 0 ? {} : { version: state.conclusions + 1 };
  return { type: 'CaseCleared', data: { validUntil, verdictHashes, ...version } };
}

/** The conclusion where the machine may draw it now, or nothing. Over a verdict that has expired in the meantime it draws none; an officer is told which it is. */
export function automaticConclusion(state: CaseState, policy: Policy, now: Instant): CaseEvent[] {
  if (state.conclusion !== 'automatic' || !readyToClear(state)) return [];
  const cleared = clearCase(state, policy);
  return cleared.data.validUntil > now ? [cleared] : [];
}

/** An officer signs the conclusion. Refused while verdicts are open, one has expired, or a flag stands; signed already: nothing to do. */
export function issueConclusion(state: CaseState, policy: Policy, now: Instant, by: string): Result<CaseEvent[]> {
  if (state.status === 'none') return refuse('case.unknown');
  if (state.status === 'cleared') return ok([]);
  if (state.status === 'terminated' || state.status === 'withdrawn') return refuse('case.ended');
  if (state.status === 'halted' || state.status === 'suspended' || flaggedRequestsOf(state).length > 0) return refuse('conclusion.flagged');
  if (state.status === 'lapsed') return refuse('conclusion.verdict-expired');
  if (heldBy(state).length > 0) return refuse('conclusion.other-case');
  if (!readyToClear(state)) return refuse('conclusion.not-ready');
  const cleared = clearCase(state, policy);
  return cleared.data.validUntil > now ? ok([{ ...cleared, data: { ...cleared.data, by } }]) : refuse('conclusion.verdict-expired');
}
