import type { AgencyId, CaseId } from '@lianshen/contracts/kernel';
import type { CaseState } from './case-state.js';
import { sameMatter, type Decision } from './decision.js';
import type { VettingRequest } from './vetting-request.js';

/** Whether this person has proposed or confirmed it, and it was not refused. */
export const tookPartIn = ({ status, proposedBy, decidedBy }: Decision, person: string): boolean => (status === 'open' && proposedBy === person) || (status === 'confirmed' && (proposedBy === person || decidedBy === person));

/**
 * The case without what this person has judged in it: decisions in which they took part are void, and with them that a flag
 * was closed, an agency waived, another case set aside; advice that they considered is not considered. What they only
 * handled, such as sending out or answering a question, stands.
 */
export function withoutOfficer(state: CaseState, person: string): CaseState {
  const fallen = state.decisions.filter((decision) => tookPartIn(decision, person));
  const { flags, waived, disregarded } = effectsOf(fallen.filter((decision) => isLast(state, decision)));
  const undone = (request: VettingRequest): VettingRequest => {
    const reopened = request.flagClosed !== undefined && flags.has(request.flagClosed) ? { ...request, flagClosed: undefined } : request;
    return reopened.status === 'waived' && waived.has(reopened.agency) ? { ...reopened, status: 'recalled' } : reopened;
  };
  return {
    ...state,
    recused: [...state.recused, person],
    requests: Object.fromEntries(Object.entries(state.requests).map(([agency, request]) => [agency, undone(request)])),
    earlierRequests: state.earlierRequests.map(undone),
    decisions: state.decisions.map((decision) => (fallen.includes(decision) ? { ...decision, status: 'void' } : decision)),
    considered: state.considered.filter(({ by }) => by !== person),
    otherCases: state.otherCases.map((other) => (disregarded.has(other.caseId) ? { ...other, disregarded: false } : other)),
  };
}

/** Whether it was carried out, and nobody has decided the same anew since: what others decide later stands. */
const isLast = ({ decisions }: CaseState, { number, status, action }: Decision): boolean =>
  status === 'confirmed' && !decisions.some((later) => later.status === 'confirmed' && later.number > number && sameMatter(later.action, action));

/** What decisions have set aside. */
function effectsOf(decisions: readonly Decision[]) {
  const flags = new Set<string>();
  const waived = new Set<AgencyId>();
  const disregarded = new Set<CaseId>();
  for (const { action } of decisions) {
    if (action.kind === 'close-flag') flags.add(action.verdictHash);
    if (action.kind === 'waive') waived.add(action.agency);
    if (action.kind === 'disregard') disregarded.add(action.otherCaseId);
  }
  return { flags, waived, disregarded };
}
