import { z } from 'zod';
import { DelegatedRole, DelegationGround, DelegationScope } from '@lianshen/contracts/api';
import { Instant } from '@lianshen/contracts/kernel';

const StaffId = z.string().min(1).max(64);
const Number = z.int().min(1).max(99_999);

/** Who is absent and who acts in whose place, in the adapter's ledger: names and reasons are encrypted, ids are not. */
export const DelegationEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('DelegationGranted'),
    data: z.strictObject({
      number: Number,
      of: StaffId,
      to: StaffId.optional().describe('absent: nobody acts, the absence alone is recorded'),
      role: DelegatedRole.optional(),
      ground: DelegationGround,
      scope: DelegationScope,
      from: Instant,
      until: Instant,
      by: StaffId,
      bySuperior: z.boolean(),
    }),
    private: z.strictObject({ ofName: z.string(), toName: z.string().optional(), reason: z.string() }).optional(),
  }),
  z.strictObject({ type: z.literal('DelegationEnded'), data: z.strictObject({ number: Number, by: StaffId }), private: z.strictObject({ reason: z.string() }).optional() }),
]);
export type DelegationEvent = z.infer<typeof DelegationEvent>;
export type DelegationEventOf<T extends DelegationEvent['type']> = Extract<DelegationEvent, { type: T }>;
