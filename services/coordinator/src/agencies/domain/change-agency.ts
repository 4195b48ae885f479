import { ok, refuse, type AgencyId, type Instant, type Result } from '@lianshen/contracts/kernel';
import { statusAt, type Lifecycle, type ProposedChange } from './lifecycle.js';
import type { AgencyChange, LifecycleEvent } from './lifecycle-event.js';

const CHANGES_MAX = 99;

/** What has to be known of the successor, which is a ledger stream of its own. */
export interface Successor {
  readonly lifecycle: Lifecycle;
  readonly hasKeys: boolean;
  /** Where following mergers from it would end, those of the future too. */
  readonly endsAt: AgencyId;
}

interface About {
  readonly agency: AgencyId;
  /** Undefined unless it is a merger. */
  readonly successor: Successor | undefined;
}

export interface ProposeChange extends About {
  readonly change: AgencyChange;
  readonly reason: string;
  /** The id of the person who proposes. */
  readonly by: string;
}

/**
 * One person proposes to merge, suspend or resume an agency; nothing follows from it yet. It takes two (design: four eyes),
 * because it takes work from one office, gives it to another or leaves it undone, in every case at once. Refused with what
 * `objectionTo` says, `agency.change-pending` where any change waits already, `agency.effective-past`, `agency.too-many-changes`.
 */
export function proposeChange(state: Lifecycle, { agency, successor, change, reason, by }: ProposeChange, now: Instant): Result<LifecycleEvent[]> {
  const objection = objectionTo(state, change, { agency, successor }, now);
  if (objection) return refuse(objection);
  if (change.kind === 'merge' && change.effectiveAt < now) return refuse('agency.effective-past');
  if (state.changes.some(({ status }) => status === 'open')) return refuse('agency.change-pending');
  if (state.changes.length >= CHANGES_MAX) return refuse('agency.too-many-changes');
  return ok([{ type: 'AgencyChangeProposed', data: { number: state.changes.length + 1, change, reason, by } }]);
}

export interface ConfirmChange extends About {
  readonly number: number;
  /** The id of the person who confirms. */
  readonly by: string;
}

/**
 * A second person confirms, and it is done. What stood in the way when it was proposed is asked again. A merger whose time
 * has passed meanwhile takes effect now: what was signed until this moment was signed by an agency that existed. Refused:
 * `agency.change-unknown`, `agency.change-decided`, `agency.change-four-eyes`, and with what `objectionTo` says.
 */
export function confirmChange(state: Lifecycle, { agency, successor, number, by }: ConfirmChange, now: Instant): Result<LifecycleEvent[]> {
  const proposed = openChange(state, number);
  if (!proposed.ok) return proposed;
  const { change, proposedBy } = proposed.value;
  if (proposedBy === by) return refuse('agency.change-four-eyes');
  const objection = objectionTo(state, change, { agency, successor }, now);
  if (objection) return refuse(objection);
  return ok([{ type: 'AgencyChangeConfirmed', data: { number, by } }, carriedOut(change, number, now)]);
}

/** The second person says no, or the first takes it back. Refused: `agency.change-unknown`, `agency.change-decided`. */
export function refuseChange(state: Lifecycle, { number, by, reason }: { readonly number: number; readonly by: string; readonly reason: string }): Result<LifecycleEvent[]> {
  const proposed = openChange(state, number);
  return proposed.ok ? ok([{ type: 'AgencyChangeRefused', data: { number, reason, by } }]) : proposed;
}

function openChange(state: Lifecycle, number: number): Result<ProposedChange> {
  const proposed = state.changes[number - 1];
  if (!proposed) return refuse('agency.change-unknown');
  return proposed.status === 'open' ? ok(proposed) : refuse('agency.change-decided');
}

function carriedOut(change: AgencyChange, number: number, now: Instant): LifecycleEvent {
  switch (change.kind) {
    case 'merge':
      return { type: 'AgencyMerged', data: { into: change.into, effectiveAt: Math.max(change.effectiveAt, now), change: number } };
    case 'suspend':
      return { type: 'AgencySuspended', data: { change: number } };
    case 'resume':
      return { type: 'AgencyResumed', data: { change: number } };
  }
}

/** Why a change cannot be made, as a stable code; undefined where it can. */
function objectionTo(state: Lifecycle, change: AgencyChange, { agency, successor }: About, now: Instant): string | undefined {
  if (state.names.length === 0) return 'agency.unregistered';
  if (state.merger) return 'agency.merged';
  switch (change.kind) {
    case 'suspend':
      return state.suspended ? 'agency.suspended' : undefined;
    case 'resume':
      return state.suspended ? undefined : 'agency.not-suspended';
    case 'merge':
      return change.into === agency ? 'agency.merge-into-itself' : objectionToSuccessor(agency, successor, now);
  }
}

function objectionToSuccessor(agency: AgencyId, successor: Successor | undefined, now: Instant): string | undefined {
  if (!successor || successor.lifecycle.names.length === 0) return 'agency.successor-unregistered';
  if (successor.endsAt === agency) return 'agency.merge-in-a-circle';
  if (successor.lifecycle.merger) return 'agency.successor-merged';
  if (statusAt(successor.lifecycle, now) === 'suspended') return 'agency.successor-suspended';
  return successor.hasKeys ? undefined : 'agency.successor-without-keys';
}
