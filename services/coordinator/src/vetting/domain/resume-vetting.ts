import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { CaseEvent, CaseEventOf } from './case-event.js';
import { isPending, isQuestioned, type CaseState } from './case-state.js';
import { automaticConclusion, hasExpired } from './clear-case.js';
import { evolve } from './evolve.js';
import { askedIn, issueRequests, type Asking } from './issue-request.js';
import { flaggedRequestsOf, sharesOf, type Share } from './shares.js';

type Because = CaseEventOf<'VettingResumed'>['data']['because'];

/**
 * Vetting goes on: those are asked who had not answered, whose answer has expired, or whose flag still stands; the
 * others' answers are kept. After a halt their clocks start with what was left. Where nobody is left to ask the conclusion follows, if the machine may draw it.
 */
export function resumeVetting(state: CaseState, because: Because, asking: Asking, now: Instant): CaseEvent[] {
  const resumed: CaseEvent[] = [{ type: 'VettingResumed', data: { because } }, ...issueRequests(state, sharesToAsk(state, asking, now), asking, now, { onlyWhatIsLeft: because === 'resumed' })];
  const after = resumed.reduce((folded, event) => evolve(folded, event, now), state);
  return [...resumed, ...automaticConclusion(after, asking.policy, now)];
}

/** The shares that need an answer. A case that was never sent out needs them all. */
export function sharesToAsk(state: CaseState, { policy }: Pick<Asking, 'policy'>, now: Instant): readonly AgencyId[] {
  const shares = sharesOf(state);
  if (shares.length === 0) return askedIn(state, policy);
  const flagged = new Set(flaggedRequestsOf(state).flatMap(({ answersFor }) => answersFor));
  return shares.filter((share) => needsAsking(share, flagged, now, policy)).map(({ of }) => of);
}

function needsAsking(share: Share, flagged: ReadonlySet<AgencyId>, now: Instant, policy: Policy): boolean {
  const { of, newest, standing } = share;
  if (newest.status === 'waived' || isPending(newest) || newest.status === 'declined') return false;
  return !standing.verdict || isQuestioned(standing) || flagged.has(of) || hasExpired(share, policy, now);
}
