import { countingOf } from '@lianshen/contracts/policy';
import { dueAt } from '@lianshen/contracts/working-time';
import type { CaseEvent, CaseEventOf } from '../case-event.js';
import { limitOf, rulesFor } from '../request-rules.js';
import type { Deadline, DueRule } from './clock-entry.js';
import type { CountedBy } from './counted-by.js';

/**
 * The deadline that a request was issued with, and what it rests on: the limit of the share that ends on it. None does where
 * a deadline was brought along, or where a year has got its calendar since: then it is the limit that ends last.
 * @param together the events of the same act: they tell whether the request took the place of others.
 */
export function deadlineAtStart(issued: CaseEventOf<'RequestIssued'>, together: readonly CaseEvent[], counted: CountedBy): Deadline {
  const { dueAt: until, provisional, deadlineVersion } = issued.data;
  return { dueAt: until, provisional, deadlineVersion, rule: ruleAtStart(issued, together, counted) };
}

function ruleAtStart(issued: CaseEventOf<'RequestIssued'>, together: readonly CaseEvent[], { policy, calendarOf }: CountedBy): DueRule {
  const { agency, answersFor = [agency], issuedAt, dueAt: until, dueBy, renews = false } = issued.data;
  if (dueBy === 'left' || dueBy === 'kept') return { by: dueBy };
  const limits = rulesFor(policy, answersFor).map((rules) => {
    const within = limitOf(rules, renews);
    return { share: rules.agency, within, ends: dueAt(issuedAt, within, calendarOf(agency), countingOf(rules)).dueAt };
  });
  const exact = limits.find(({ ends }) => ends === until);
  if (!exact && dueBy === undefined && together.some((event) => isReplacedBy(event, issued))) return { by: 'kept' };
  const { share, within } = exact ?? limits.reduce((latest, each) => (each.ends > latest.ends ? each : latest));
  return { by: 'limit', share, within };
}

const isReplacedBy = (event: CaseEvent, { data: { agency } }: CaseEventOf<'RequestIssued'>): boolean =>
  (event.type === 'RequestReassigned' && event.data.to === agency) || (event.type === 'RequestRecalled' && event.data.agency === agency);
