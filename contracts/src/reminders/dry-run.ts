import type { AgencyId, Instant } from '../kernel/index.js';
import { countingOf, isAsked, type CaseFacts, type Policy, type PolicyAgency } from '../policy/index.js';
import { dueAt, type WorkingCalendar } from '../working-time/index.js';
import { isRung, type ReminderStep } from './reminder-step.js';
import { planReminders } from './plan-reminders.js';
import { reviewSteps } from './review-steps.js';

/** Something that would happen of itself, and by which rule. */
export interface DryRunLine {
  readonly at: Instant;
  readonly what: 'request' | 'reminder' | 'due' | 'escalation' | 'review' | 'review-escalation';
  /** Null of what the coordinator itself has to do. */
  readonly agency: AgencyId | null;
  /** `start`, `within-5-working-days-next`, `within-60-minutes`, `halt-review-30-days`, or the name of a step. */
  readonly rule: string;
  /** Who is told of a step; null elsewhere. */
  readonly tell: ReminderStep['tell'] | null;
  /** A year without calendar was counted. */
  readonly provisional: boolean;
}

export interface DryRun {
  readonly start: Instant;
  /** When a flag halts the case, to see its review; undefined: none does. */
  readonly haltedAt?: Instant | undefined;
  readonly facts: CaseFacts;
  /** @param agency null: of the coordinator. */
  readonly calendarOf: (agency: AgencyId | null) => WorkingCalendar;
}

const DAY_MS = 86_400_000;

/** All that would fire, and when, in a case that nobody answers, the earliest first: a policy is tried out before anybody is asked under it. */
export function dryRun(policy: Policy, { start, haltedAt, facts, calendarOf }: DryRun): DryRunLine[] {
  const asked = policy.agencies.filter((agency) => isAsked(agency, facts));
  const lines = asked.flatMap((agency) => linesOf(policy, agency, start, calendarOf(agency.agency)));
  return [...lines, ...(haltedAt === undefined ? [] : reviewOf(policy, haltedAt, calendarOf(null)))].sort((one, other) => one.at - other.at);
}

function linesOf(policy: Policy, rules: PolicyAgency, start: Instant, calendar: WorkingCalendar): DryRunLine[] {
  const { agency, within, reminders = policy.reminders, ladder = policy.ladder } = rules;
  const due = dueAt(start, within, calendar, countingOf(rules));
  const plan = planReminders({ reminders, ladder }, { from: start, dueAt: due.dueAt, workedMinutes: 0, byTheClock: 'minutes' in within }, calendar);
  const common = { agency, provisional: due.provisional };
  return [
    { ...common, at: start, what: 'request', rule: 'start', tell: null },
    { ...common, at: due.dueAt, what: 'due', rule: limitName(rules), tell: null },
    ...plan.map((step): DryRunLine => ({ ...common, at: step.at, what: isRung(step) ? 'escalation' : 'reminder', rule: step.step, tell: step.tell })),
  ];
}

const limitName = (rules: PolicyAgency): string =>
  'minutes' in rules.within ? `within-${rules.within.minutes}-minutes` : `within-${rules.within.workingDays}-working-days-${countingOf(rules) ?? ''}`;

function reviewOf(policy: Policy, haltedAt: Instant, calendar: WorkingCalendar): DryRunLine[] {
  const reviewAt = haltedAt + policy.haltReviewDays * DAY_MS;
  const steps = reviewSteps(policy, reviewAt, calendar);
  const common = { agency: null, provisional: false };
  return [
    { ...common, at: reviewAt, what: 'review', rule: `halt-review-${policy.haltReviewDays}-days`, tell: null },
    ...steps.map(({ at, step, tell }): DryRunLine => ({ ...common, at, what: 'review-escalation', rule: step, tell })),
  ];
}
