import type { ClearancePage } from '@lianshen/contracts/api';
import { toIso, type Instant } from '@lianshen/contracts/kernel';
import { SHARED_RECORD_MS, type Reading } from '@lianshen/platform/access';
import type { History } from '@lianshen/platform/ledger';
import { fallenFlagsOf, type CaseEvent, type CaseState, type FallenFlag } from '../../vetting/domain/index.js';

/** Whoever has begun to read before a flag fell is shown it, and is on record within this time. */
const READING_TAKES_MS = 60_000;

type Clearance = ClearancePage['items'][number];
type Recorded = Reading & { readonly at: Instant };

/** Every flag of a case that fell, and who is on record as having read what agencies said while it stood. @param readings the oldest first. */
export const clearancesOf = (acts: History<CaseState, CaseEvent>['acts'], readings: readonly Recorded[]): Clearance[] =>
  fallenFlagsOf(acts).map((flag, index) => ({
    number: index + 1,
    ...flag,
    flaggedAt: toIso(flag.flaggedAt),
    fellAt: toIso(flag.fellAt),
    seenBy: seenBy(flag, readings),
  }));

function seenBy({ flaggedAt, fellAt }: FallenFlag, readings: readonly Recorded[]): Clearance['seenBy'] {
  // A reading may share the record of one before it, so whoever looked shortly before the flag may have looked again.
  const during = readings.filter(({ at, fields }) => at > flaggedAt - SHARED_RECORD_MS && at <= fellAt + READING_TAKES_MS && fields.some((field) => field.startsWith('verdict.')));
  const first = during.filter(({ by }, index) => during.findIndex((other) => other.by === by) === index);
  return first.map(({ by, roles, at }) => ({ by, roles, at: toIso(Math.max(at, flaggedAt)) }));
}
