import type { z } from 'zod';
import type { ListItemsQuery } from '@lianshen/contracts/api';
import type { DueBounds } from './due-spans.js';
import { filterOfDue } from './due-spans.js';

/** Who asks, as far as the filter goes. */
export interface Asking {
  readonly sub: string;
  /** Whether they may sign answers at all, by their own right or another's. */
  readonly signs: boolean;
}

type Parts = Pick<z.infer<typeof ListItemsQuery>, 'status' | 'due' | 'mine' | 'unassigned' | 'toSign' | 'flagged' | 'batch' | 'awaitsSubstitute' | 'overdue' | 'dueBefore'>;

/** One equality or one partial index at the front, so that an index gives the page in the order of due times. */
export function filterOf(asked: Parts, { sub, signs }: Asking, bounds: DueBounds): object {
  const { due, mine = false, unassigned = false, toSign = false, flagged = false, batch, awaitsSubstitute = false, overdue = false, dueBefore } = asked;
  const before = [...(overdue ? [bounds.now] : []), ...(dueBefore === undefined ? [] : [Date.parse(dueBefore)])];
  const isOfSomePart = mine || unassigned || toSign || flagged || awaitsSubstitute || batch !== undefined || due !== undefined;
  const status = asked.status ?? (isOfSomePart ? undefined : 'open');
  return {
    $and: [
      // Tombstones of recalls have no due time and are no work.
      { dueAt: { $gt: new Date(0), ...(before.length > 0 ? { $lt: new Date(Math.min(...before)) } : {}) } },
      ...(status === undefined ? [] : [{ status }]),
      ...(due === undefined ? [] : [filterOfDue(due, bounds)]),
      ...(mine ? [{ claimedBy: sub }] : []),
      ...(unassigned ? [{ unassigned: true }] : []),
      // Nothing has the status of nothing: who may not sign is asked to sign nothing.
      ...(toSign ? [signs ? { status: 'submitted', involved: { $ne: sub } } : { status: { $in: [] } }] : []),
      ...(flagged ? [{ flagged: true }] : []),
      ...(batch === undefined ? [] : [{ batch }]),
      ...(awaitsSubstitute ? [{ awaitsSubstitute: true }] : []),
    ],
  };
}
