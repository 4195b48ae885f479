import { canonicalJson, type Sha256 } from '@lianshen/contracts/kernel';
import type { Policy } from '@lianshen/contracts/policy';
import { sha256 } from '@lianshen/platform/sealing';

export interface PinnedPolicy {
  readonly hash: Sha256;
  readonly policy: Policy;
}

/** What cases are pinned to: the hash is over the policy in canonical JSON (RFC 8785), so that blanks and the order of keys do not count. */
export const pin = (policy: Policy): PinnedPolicy => ({ policy, hash: sha256(canonicalJson(policy)) });
