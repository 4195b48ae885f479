import type { Instant, Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import type { PolicyChangeEvent } from './policy-change-event.js';

/** One version that a person proposed, and what became of it. */
export interface PolicyChange {
  readonly number: number;
  readonly hash: Sha256;
  readonly policy: Policy;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly status: 'open' | 'confirmed' | 'refused';
  readonly decidedBy?: string;
  readonly decidedAt?: Instant;
  /** Of one that was confirmed: what it took the place of. */
  readonly replaced?: Sha256;
  /** Why it was refused. */
  readonly refusal?: string;
}

/** All that was proposed under one policy name, in order. */
export type PolicyChanges = readonly PolicyChange[];

export const NO_CHANGES: PolicyChanges = [];

/** @param at epoch ms, of the commit. */
export function evolvePolicyChanges(changes: PolicyChanges, event: PolicyChangeEvent, at: Instant): PolicyChanges {
  switch (event.type) {
    case 'PolicyVersionProposed': {
      const { number, hash, policy, reason, by } = event.data;
      return [...changes, { number, hash, policy, reason, proposedBy: by, proposedAt: at, status: 'open' }];
    }
    case 'PolicyVersionAdopted': {
      const { number, replaced, by } = event.data;
      return settled(changes, number, { status: 'confirmed', decidedBy: by, decidedAt: at, ...(replaced === undefined ? {} : { replaced }) });
    }
    case 'PolicyVersionRefused': {
      const { number, reason, by } = event.data;
      return settled(changes, number, { status: 'refused', decidedBy: by, decidedAt: at, refusal: reason });
    }
  }
}

const settled = (changes: PolicyChanges, number: number, by: Partial<PolicyChange>): PolicyChanges => changes.map((each) => (each.number === number ? { ...each, ...by } : each));

/** The version that two persons adopted last; each is higher than the one before. */
export const lastAdopted = (changes: PolicyChanges): PolicyChange | undefined => changes.findLast(({ status }) => status === 'confirmed');
