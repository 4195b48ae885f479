import type { CaseState, OtherCase } from './case-state.js';
import { flaggedRequestsOf } from './shares.js';

/** Whether it holds the person's other cases: a flag stands in it. What is sealed holds nobody, since it is not negative. */
export const holdsOthers = (state: CaseState): boolean => state.status !== 'withdrawn' && flaggedRequestsOf(state).length > 0;

/** The other cases whose flags hold this one, and that nobody has set aside. */
export const heldBy = ({ otherCases }: CaseState): readonly OtherCase[] => otherCases.filter(({ holds, disregarded }) => holds && !disregarded);
