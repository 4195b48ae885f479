import { ok, refuse, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import { isPending, type CaseState } from './case-state.js';
import { automaticConclusion } from './clear-case.js';
import { sameMatter, type DecidedAction, type Decision, type DecisionReason } from './decision.js';
import { evolve } from './evolve.js';
import { heldBy } from './held-by.js';
import type { Asking } from './issue-request.js';
import { resumeVetting } from './resume-vetting.js';
import { flaggedRequestsOf } from './shares.js';

const DAY_MS = 86_400_000;
/** The longest that a person is held without a new decision: three months, as for a hold in publicity (rules 2.1, 3.8). */
const HOLD_DAYS_MAX = 92;
const DECISIONS_MAX = 99;

export interface ProposeDecision {
  readonly action: DecidedAction;
  readonly why: DecisionReason;
  /** The id of the person who proposes. */
  readonly by: string;
}

/**
 * One person proposes what another has to confirm. Nothing follows from it yet. Refused with what `objectionTo` says,
 * `decision.reason-incomplete` where an end has no basis or does not say whether the person was heard,
 * `decision.pending` where the same waits already, `decision.too-many`.
 */
export function proposeDecision(state: CaseState, { action, why, by }: ProposeDecision, now: Instant): Result<CaseEvent[]> {
  const objection = objectionTo(state, action, now);
  if (objection) return refuse(objection);
  if (action.kind === 'terminate' && (!why.basis || !why.heard)) return refuse('decision.reason-incomplete');
  if (state.decisions.some((each) => each.status === 'open' && sameMatter(each.action, action))) return refuse('decision.pending');
  if (state.decisions.length >= DECISIONS_MAX) return refuse('decision.too-many');
  return ok([{ type: 'DecisionProposed', data: { number: state.decisions.length + 1, action, by }, private: why }]);
}

export interface ConfirmDecision {
  readonly number: number;
  /** The id of the person who confirms. */
  readonly by: string;
  readonly asking: Asking;
}

/**
 * A second person confirms, and it is done: all in one commit. What stood in the way when it was proposed is asked again.
 * Refused: `decision.unknown`, `decision.decided`, `decision.four-eyes` where it is the person who proposed it.
 */
export function confirmDecision(state: CaseState, { number, by, asking }: ConfirmDecision, now: Instant): Result<CaseEvent[]> {
  const decision = openDecision(state, number);
  if (!decision.ok) return decision;
  const { action, proposedBy } = decision.value;
  if (proposedBy === by) return refuse('decision.four-eyes');
  const objection = objectionTo(state, action, now);
  if (objection) return refuse(objection);
  const confirmed: CaseEvent = { type: 'DecisionConfirmed', data: { number, by } };
  const on = evolve(state, confirmed, now);
  return ok([confirmed, ...carriedOut(on, decision.value, asking, now)]);
}

/** The second person says no, or the first takes it back. Refused: `decision.unknown`, `decision.decided`. */
export function refuseDecision(state: CaseState, { number, by, reason }: { readonly number: number; readonly by: string; readonly reason: string }): Result<CaseEvent[]> {
  const decision = openDecision(state, number);
  return decision.ok ? ok([{ type: 'DecisionRefused', data: { number, by }, private: { reason } }]) : decision;
}

function openDecision(state: CaseState, number: number): Result<Decision> {
  const decision = state.decisions[number - 1];
  if (!decision) return refuse('decision.unknown');
  return decision.status === 'open' ? ok(decision) : refuse('decision.decided');
}

/**
 * Why an action cannot be taken in this case, as a stable code; undefined where it can. No end by a machine: these are the
 * only ways out of a halt.
 */
export function objectionTo(state: CaseState, action: DecidedAction, now: Instant): string | undefined {
  const stopped = state.status === 'halted' || state.status === 'suspended';
  switch (action.kind) {
    case 'close-flag': {
      // Also in vetting: a case that was reopened may still bear the flag of an agency that is no more.
      if (!stopped && state.status !== 'vetting') return 'halt.none';
      const flagged = flaggedRequestsOf(state).filter(({ agency }) => agency === action.agency);
      if (flagged.length === 0) return 'flag.none';
      return flagged.some(({ verdict }) => verdict?.verdictHash === action.verdictHash) ? undefined : 'flag.changed';
    }
    case 'resume':
      if (!stopped) return 'halt.none';
      return flaggedRequestsOf(state).length > 0 ? 'halt.flags-open' : undefined;
    case 'suspend':
      if (!stopped) return 'halt.none';
      return action.reviewAt > now && action.reviewAt <= now + HOLD_DAYS_MAX * DAY_MS ? undefined : 'decision.review-date';
    case 'terminate':
      return stopped ? undefined : 'halt.none';
    case 'reopen':
      return state.status === 'terminated' || state.status === 'withdrawn' ? undefined : 'case.not-ended';
    case 'waive': {
      if (state.status !== 'vetting') return 'case.not-vetting';
      const request = state.requests[action.agency];
      if (!request) return 'request.unknown';
      return isPending(request) || request.status === 'declined' ? undefined : 'request.closed';
    }
    case 'disregard':
      return heldBy(state).some(({ caseId }) => caseId === action.otherCaseId) ? undefined : 'hold.none';
  }
}

function carriedOut(state: CaseState, { number, action }: Decision, asking: Asking, now: Instant): CaseEvent[] {
  switch (action.kind) {
    case 'close-flag':
      return andThen(
        state,
        flaggedRequestsOf(state)
          .filter(({ verdict }) => verdict?.verdictHash === action.verdictHash)
          .map(({ agency, requestId }) => ({ type: 'FlagClosed', data: { agency, requestId, verdictHash: action.verdictHash } })),
        asking,
        now,
      );
    case 'resume':
      return resumeVetting(state, 'resumed', asking, now);
    case 'suspend':
      return [{ type: 'CaseSuspended', data: { reviewAt: action.reviewAt } }];
    case 'terminate':
      return [{ type: 'CaseTerminated', data: { decision: number } }];
    case 'reopen':
      return resumeVetting(state, 'reopened', asking, now);
    case 'waive':
      return andThen(state, [{ type: 'RequestWaived', data: { agency: action.agency, requestId: state.requests[action.agency]?.requestId ?? '' } }], asking, now);
    case 'disregard':
      return andThen(state, [{ type: 'OtherCaseDisregarded', data: { otherCaseId: action.otherCaseId } }], asking, now);
  }
}

/** What was decided, and the conclusion where nothing stands in its way any more. */
const andThen = (state: CaseState, events: readonly CaseEvent[], { policy }: Asking, now: Instant): CaseEvent[] => [
  ...events,
  ...automaticConclusion(events.reduce((folded, event) => evolve(folded, event, now), state), policy, now),
];
