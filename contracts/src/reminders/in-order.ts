import type { ReminderStep } from './reminder-step.js';

/** Each step once, the earliest first; those of one moment by their names, so that the order is always the same. */
export function inOrder(steps: readonly ReminderStep[]): ReminderStep[] {
  const once = [...new Map(steps.map((each) => [each.step, each])).values()];
  return once.sort((one, other) => one.at - other.at || (one.step < other.step ? -1 : 1));
}
