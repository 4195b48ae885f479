import type { Asking } from '../issue-request.js';

/** By what the time of a case is counted: the policy that it is pinned to, and each agency's calendar as it is known now. */
export type CountedBy = Pick<Asking, 'policy' | 'calendarOf'>;
