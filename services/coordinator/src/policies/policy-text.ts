import type { Policy } from '@lianshen/contracts/policy';

/** The document for people; blanks and the order of keys do not count for its hash. */
export const policyText = (policy: Policy): string => JSON.stringify(policy, null, 2);
