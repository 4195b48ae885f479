import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import type { AgencyName } from '@lianshen/contracts/messages';
import type { AgencyChange, CreditCode, LifecycleEvent } from './lifecycle-event.js';

/** A name and since when the agency bears it; it ends where the next begins. */
export interface BorneName {
  readonly name: AgencyName;
  readonly from: Instant;
}

export interface ProposedChange {
  readonly number: number;
  readonly change: AgencyChange;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly status: 'open' | 'confirmed' | 'refused';
  readonly decidedBy: string | undefined;
  readonly decidedAt: Instant | undefined;
  /** Why the second person refused. */
  readonly refusal: string | undefined;
}

export interface Merger {
  readonly into: AgencyId;
  readonly effectiveAt: Instant;
  /** Of two that contradict each other the one that was confirmed first counts. */
  readonly confirmedAt: Instant;
  readonly reason: string;
}

/** What became of an agency. `names` is empty until it is registered: of one whose keys alone are known, nothing is. */
export interface Lifecycle {
  /** In the order in which they are borne. */
  readonly names: readonly BorneName[];
  /** In the order in which they were registered; the last is the present one. */
  readonly codes: readonly CreditCode[];
  readonly suspended: boolean;
  /** Confirmed; it may be in the future. */
  readonly merger: Merger | undefined;
  readonly changes: readonly ProposedChange[];
}

export const NOT_REGISTERED: Lifecycle = { names: [], codes: [], suspended: false, merger: undefined, changes: [] };

export function evolveLifecycle(state: Lifecycle, event: LifecycleEvent, at: Instant): Lifecycle {
  switch (event.type) {
    case 'AgencyRegistered': {
      const { name, code } = event.data;
      return { ...state, names: [{ name, from: at }], codes: code ? [code] : [] };
    }
    case 'AgencyRenamed': {
      const { name, code, effectiveAt } = event.data;
      return { ...state, names: [...state.names, { name, from: effectiveAt }], codes: code ? [...endedAt(state.codes, effectiveAt), code] : state.codes };
    }
    case 'AgencyChangeProposed': {
      const { number, change, reason, by } = event.data;
      const proposed = { number, change, reason, proposedBy: by, proposedAt: at, status: 'open', decidedBy: undefined, decidedAt: undefined, refusal: undefined } as const;
      return { ...state, changes: [...state.changes, proposed] };
    }
    case 'AgencyChangeConfirmed':
      return withChange(state, event.data.number, { status: 'confirmed', decidedBy: event.data.by, decidedAt: at });
    case 'AgencyChangeRefused':
      return withChange(state, event.data.number, { status: 'refused', decidedBy: event.data.by, decidedAt: at, refusal: event.data.reason });
    case 'AgencyMerged': {
      const { into, effectiveAt, change } = event.data;
      const reason = state.changes[change - 1]?.reason ?? '';
      return { ...state, merger: { into, effectiveAt, confirmedAt: at, reason }, codes: endedAt(state.codes, effectiveAt) };
    }
    case 'AgencySuspended':
      return { ...state, suspended: true };
    case 'AgencyResumed':
      return { ...state, suspended: false };
  }
}

/** The present code holds no longer than this. */
const endedAt = (codes: readonly CreditCode[], at: Instant): CreditCode[] =>
  codes.map((code, index) => (index === codes.length - 1 && at < (code.validUntil ?? Number.MAX_SAFE_INTEGER) ? { ...code, validUntil: at } : code));

const withChange = (state: Lifecycle, number: number, changed: Partial<ProposedChange>): Lifecycle => ({
  ...state,
  changes: state.changes.map((each) => (each.number === number ? { ...each, ...changed } : each)),
});

export type AgencyStatus = 'unregistered' | 'active' | 'suspended' | 'merged';

export function statusAt({ names, suspended, merger }: Lifecycle, now: Instant): AgencyStatus {
  if (merger && merger.effectiveAt <= now) return 'merged';
  if (names.length === 0) return 'unregistered';
  return suspended ? 'suspended' : 'active';
}

/** Under what name it was known at that time; undefined where it was not registered by then. A merged agency keeps its last. */
export const nameAt = ({ names }: Lifecycle, at: Instant): AgencyName | undefined => names.findLast(({ from }) => from <= at)?.name;
