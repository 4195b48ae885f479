import type { CaseId, Instant } from '@lianshen/contracts/kernel';
import type { CaseEventOf } from './case-event.js';
import { isPending, requestsOf, type CaseState } from './case-state.js';

/** The recalls of a beat are spread over this part of it. */
const SPREAD_PART = 60;

/**
 * When the requests of a case are recalled that stops now: at the beat after the next one of a grid that is the same for all
 * cases, so that the moment tells in which span of that length the case stopped and nothing finer; and never so soon that
 * the way from the stop to the recall could be seen. Within the beat each case has a place that follows from its id alone:
 * recalls of many cases do not come in the order in which they stopped.
 * @param beatMs length of a beat, at least 1.
 */
export function recallBeatAfter(caseId: CaseId, now: Instant, beatMs: number): Instant {
  const spreadMs = Math.max(1, Math.floor(beatMs / SPREAD_PART));
  return (Math.floor(now / beatMs) + 2) * beatMs + (Number.parseInt(caseId.slice(0, 8), 16) % spreadMs);
}

/** What an event that stops a case says of its recalls: when they are due, as was said at an earlier stop; nothing where nobody is asked. */
export function recallDue(state: CaseState, now: Instant, beatMs: number): { readonly recallAt?: Instant } {
  if (!requestsOf(state).some(isPending)) return {};
  return { recallAt: state.recallAt ?? recallBeatAfter(state.caseId, now, beatMs) };
}

/** Takes back every request that is open or withheld. A recall carries no reason. */
export const recallOpen = (state: CaseState): CaseEventOf<'RequestRecalled'>[] =>
  requestsOf(state).filter(isPending).map(({ agency, requestId }) => ({ type: 'RequestRecalled', data: { agency, requestId } }));
