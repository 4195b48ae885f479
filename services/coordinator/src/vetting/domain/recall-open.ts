import type { CaseEventOf } from './case-event.js';
import { openRequestsOf, type CaseState } from './case-state.js';

/** Takes back every request that is open. A recall carries no reason. */
export const recallOpen = (state: CaseState): CaseEventOf<'RequestRecalled'>[] =>
  openRequestsOf(state).map(({ agency, requestId }) => ({ type: 'RequestRecalled', data: { agency, requestId } }));
