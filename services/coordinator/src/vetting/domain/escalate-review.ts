import type { Instant } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { reviewSteps } from '@lianshen/contracts/reminders';
import type { WorkingCalendar } from '@lianshen/contracts/working-time';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';

/** Who is told that the review of a halt or a suspension is due: everybody whose turn has come, each once, and who comes next. Nothing is decided by it (rules 3.8). */
export function escalateReview({ reviewAt, nextReview }: CaseState, policy: Policy, calendar: WorkingCalendar, now: Instant): CaseEvent[] {
  if (reviewAt === undefined || !nextReview || nextReview.at > now) return [];
  const steps = reviewSteps(policy, reviewAt, calendar);
  // After a calendar was changed its rungs may lie elsewhere: those that were told are known by their names.
  const from = steps.findIndex(({ step }) => step === nextReview.step);
  const left = from < 0 ? [nextReview] : steps.slice(from);
  const due = left.filter(({ at }, index) => index === 0 || at <= now);
  return due.map(({ step, at, tell }, index) => {
    const next = left[index + 1];
    return { type: 'ReviewEscalated', data: { reviewAt, step, at, tell, ...(next ? { next } : {}) } };
  });
}
