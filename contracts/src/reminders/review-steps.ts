import type { Instant } from '../kernel/index.js';
import type { Policy, Rung } from '../policy/index.js';
import type { WorkingCalendar } from '../working-time/index.js';
import { ladderSteps } from './ladder-steps.js';
import type { ReminderStep } from './reminder-step.js';

const FIRST_RUNG: Rung = { workingDaysAfter: 0, tell: 'coordinator' };

/** Counts also for policies that were recorded before they could say it: a hold that nobody looks at again escalates by itself (rules 3.8). */
const USUAL_REVIEW_LADDER: Rung[] = [
  FIRST_RUNG,
  { workingDaysAfter: 3, tell: 'head' },
  { workingDaysAfter: 5, tell: 'supervising-leader', again: { everyWorkingDays: 5, times: 4 } },
];

/** Who is told, and when, that the review of a halt or a suspension is due and has not ended it; the earliest first. Its officers are told when it is due in any case. */
export function reviewSteps({ reviewLadder = USUAL_REVIEW_LADDER }: Pick<Policy, 'reviewLadder'>, reviewAt: Instant, calendar: WorkingCalendar): ReminderStep[] {
  return ladderSteps([FIRST_RUNG, ...reviewLadder], reviewAt, calendar);
}

/** The first of them, which takes no calendar: when the review is due. */
export const firstReviewStep = (reviewAt: Instant): ReminderStep => ({ step: 'after-0-coordinator', at: reviewAt, tell: 'coordinator' });
