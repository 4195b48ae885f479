import { ok, refuse, type Result, type Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { lastAdopted, type PolicyChange, type PolicyChanges } from './policy-changes.js';
import type { PolicyChangeEvent } from './policy-change-event.js';

const CHANGES_MAX = 999;

/** What else is known of the versions of this name. */
interface Versions {
  /** The highest one that was ever on offer; 0 where none was. */
  readonly newest: number;
}

export interface ProposeVersion extends Versions {
  readonly policy: Policy;
  readonly hash: Sha256;
  readonly reason: string;
  /** The id of the person who proposes. */
  readonly by: string;
}

/**
 * One person proposes a version of a policy; nothing follows from it yet. It takes two (design: four eyes), because under it
 * agencies are asked or not, and answers halt a case or not, for every candidate from then on. Refused:
 * `policy.version-not-higher`, `policy.change-pending` where one of this name waits already, `policy.too-many-changes`.
 */
export function proposeVersion(changes: PolicyChanges, { policy, hash, newest, reason, by }: ProposeVersion): Result<PolicyChangeEvent[]> {
  const objection = objectionTo(changes, policy, newest);
  if (objection) return objection;
  if (changes.some(({ status }) => status === 'open')) return refuse('policy.change-pending');
  if (changes.length >= CHANGES_MAX) return refuse('policy.too-many-changes');
  return ok([{ type: 'PolicyVersionProposed', data: { number: changes.length + 1, hash, policy, reason, by } }]);
}

export interface AdoptVersion extends Versions {
  readonly number: number;
  /** What new batches of this name get now. */
  readonly onOffer: Sha256 | undefined;
  /** The id of the person who confirms. */
  readonly by: string;
}

/**
 * A second person confirms, and batches that are opened from now on are pinned to it; running cases keep theirs. Refused:
 * `policy.change-unknown`, `policy.change-decided`, `policy.change-four-eyes`, and `policy.version-not-higher` where a file
 * has brought that version or a higher one meanwhile.
 */
export function adoptVersion(changes: PolicyChanges, { number, newest, onOffer, by }: AdoptVersion): Result<PolicyChangeEvent[]> {
  const proposed = openChange(changes, number);
  if (!proposed.ok) return proposed;
  if (proposed.value.proposedBy === by) return refuse('policy.change-four-eyes');
  const objection = objectionTo(changes, proposed.value.policy, newest);
  return objection ?? ok([{ type: 'PolicyVersionAdopted', data: { number, ...(onOffer === undefined ? {} : { replaced: onOffer }), by } }]);
}

/** The second person says no, or the first takes it back. Refused: `policy.change-unknown`, `policy.change-decided`. */
export function refuseVersion(changes: PolicyChanges, { number, by, reason }: { readonly number: number; readonly by: string; readonly reason: string }): Result<PolicyChangeEvent[]> {
  const proposed = openChange(changes, number);
  return proposed.ok ? ok([{ type: 'PolicyVersionRefused', data: { number, reason, by } }]) : proposed;
}

function openChange(changes: PolicyChanges, number: number): Result<PolicyChange> {
  const proposed = changes[number - 1];
  if (!proposed) return refuse('policy.change-unknown');
  return proposed.status === 'open' ? ok(proposed) : refuse('policy.change-decided');
}

/** A name and a version mean one text for ever, and what is on offer never goes back. */
function objectionTo(changes: PolicyChanges, { name, version }: Policy, newest: number): Result<never> | undefined {
  const highest = Math.max(newest, lastAdopted(changes)?.policy.version ?? 0);
  return version > highest ? undefined : refuse('policy.version-not-higher', { name, version, newest: highest });
}
