import { z } from 'zod';
import { Sha256 } from '@lianshen/contracts/kernel';
import { Policy } from '@lianshen/contracts/policy';

const PersonId = z.string().min(1).max(128);
const Reason = z.string().min(1).max(2_000);
const Number = z.int().min(1).max(999);

/** What two persons do with a version of a policy before new batches get it. Nothing in them is about a candidate. */
export const PolicyChangeEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('PolicyVersionProposed'), data: z.strictObject({ number: Number, hash: Sha256, policy: Policy, reason: Reason, by: PersonId }) }),
  z.strictObject({
    type: z.literal('PolicyVersionAdopted'),
    data: z.strictObject({ number: Number, replaced: Sha256.optional().describe('what new batches got until then; absent: nothing had this name'), by: PersonId }),
  }),
  z.strictObject({ type: z.literal('PolicyVersionRefused'), data: z.strictObject({ number: Number, reason: Reason, by: PersonId }) }),
]);
export type PolicyChangeEvent = z.infer<typeof PolicyChangeEvent>;
