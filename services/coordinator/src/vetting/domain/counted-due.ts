import type { Instant } from '@lianshen/contracts/kernel';
import { countingOf } from '@lianshen/contracts/policy';
import { dueAt, type CountingRule, type Due, type WorkingCalendar } from '@lianshen/contracts/working-time';
import type { DueBy } from './case-event.js';
import { limitOf, type RequestRules } from './request-rules.js';

/** A deadline, and from where its working days were counted. */
export interface CountedDue extends Due {
  /** Undefined for a limit in minutes, and where it was counted before that was noted. */
  readonly counting: CountingRule | undefined;
}

/** A due time of a request that is issued now, and from where it comes. */
export interface IssuedDue extends CountedDue {
  readonly by: DueBy;
}

/** The latest of the shares' deadlines, counted from now by the calendar of whoever is asked. @param renews whether only what is new is asked. */
export function latestDue(rules: RequestRules, calendar: WorkingCalendar, now: Instant, renews: boolean): CountedDue {
  const each = rules.map((share): CountedDue => {
    const counting = countingOf(share);
    return { ...dueAt(now, limitOf(share, renews), calendar, counting), counting };
  });
  return each.reduce((latest, due) => (due.dueAt > latest.dueAt ? due : latest));
}
