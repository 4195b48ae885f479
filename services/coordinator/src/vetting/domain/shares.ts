import type { AgencyId } from '@lianshen/contracts/kernel';
import { allRequestsOf, type CaseState } from './case-state.js';
import type { VettingRequest } from './vetting-request.js';

/** What the policy wants to know of one agency, and the requests that it was asked by. */
export interface Share {
  /** The agency of the policy. */
  readonly of: AgencyId;
  /** The request that was sent last. */
  readonly newest: VettingRequest;
  /** The last of those that were answered; else the newest. Its verdict is what counts. */
  readonly standing: VettingRequest;
}

/** Every share of the case, each with the requests that stand for it. */
export function sharesOf(state: CaseState): readonly Share[] {
  const shares = new Map<AgencyId, Share>();
  for (const request of inOrder(state)) {
    for (const of of request.answersFor) {
      const before = shares.get(of);
      const standing = request.verdict || !before?.standing.verdict ? request : before.standing;
      shares.set(of, { of, newest: request, standing });
    }
  }
  return [...shares.values()];
}

function inOrder(state: CaseState): readonly VettingRequest[] {
  const requests = allRequestsOf(state);
  return state.earlierRequests.length === 0 ? requests : [...requests].sort((one, other) => one.order - other.order);
}

/** Whether the newest verdict on a request blocks, and nobody has closed its flag. */
export const hasOpenFlag = ({ verdict, flagClosed }: VettingRequest): boolean => verdict?.blocking === true && verdict.verdictHash !== flagClosed;

/**
 * The requests whose flags stand. Not empty means: no clear conclusion. A flag falls by the agency's corrected verdict, by
 * two persons who close it, and by the agency's own later answer to a later request for the same; never by what another
 * agency says, nor by an answer that was given to an earlier request or came before the flag.
 */
export function flaggedRequestsOf(state: CaseState): readonly VettingRequest[] {
  const flagged = allRequestsOf(state).filter(hasOpenFlag);
  if (flagged.length === 0 || state.earlierRequests.length === 0) return flagged;
  return flagged.filter((request) => request.answersFor.some((share) => !isAnsweredAnew(state, request, share)));
}

const isAnsweredAnew = (state: CaseState, flagged: VettingRequest, share: AgencyId): boolean =>
  allRequestsOf(state).some(
    (later) =>
      later.agency === flagged.agency &&
      later.order > flagged.order &&
      later.answersFor.includes(share) &&
      later.verdict !== undefined &&
      !hasOpenFlag(later) &&
      later.verdict.filing > (flagged.verdict?.filing ?? 0),
  );

/** Who has flagged and stands by it. */
export const openFlagsOf = (state: CaseState): readonly AgencyId[] => [...new Set(flaggedRequestsOf(state).map(({ agency }) => agency))];
