import type { CaseEventOf } from './case-event.js';
import { isPending, requestsOf, type CaseState } from './case-state.js';

/** Takes back every request that is open or withheld. A recall carries no reason. */
export const recallOpen = (state: CaseState): CaseEventOf<'RequestRecalled'>[] =>
  requestsOf(state).filter(isPending).map(({ agency, requestId }) => ({ type: 'RequestRecalled', data: { agency, requestId } }));
