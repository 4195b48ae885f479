import type { Policy } from '@lianshen/contracts/policy';
import type { WorkingCalendar } from '@lianshen/contracts/working-time';

/** By what the time of a case is counted: the policy that it is pinned to, and the calendar as it is known now. */
export interface CountedBy {
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
}
