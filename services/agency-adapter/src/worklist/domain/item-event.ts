import { z } from 'zod';
import { CaseId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import { VerdictCode } from '@lianshen/contracts/messages';

const Version = z.int().min(1).max(99);

/** The facts of a work item in the adapter's own ledger; signed messages stand in `private` as they came or went. */
export const ItemEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('RequestReceived'),
    data: z.strictObject({
      requestId: RequestId,
      caseId: CaseId,
      requestHash: Sha256,
      dueAt: Instant,
      deadlineVersion: z.int().min(1),
      destroyAfter: Instant,
    }),
    private: z.strictObject({ jws: z.string() }).optional(),
  }),
  z.strictObject({ type: z.literal('ItemRecalled'), data: z.strictObject({ requestId: RequestId }) }),
  z.strictObject({
    type: z.literal('VerdictSigned'),
    data: z.strictObject({
      requestId: RequestId,
      version: Version,
      code: VerdictCode,
      mode: z.enum(['human', 'automatic']),
      standingOrder: z.string().optional(),
      verdictHash: Sha256,
    }),
    private: z.strictObject({ jws: z.string() }).optional(),
  }),
  z.strictObject({ type: z.literal('VerdictFiled'), data: z.strictObject({ requestId: RequestId, version: Version, verdictHash: Sha256 }) }),
  z.strictObject({
    type: z.literal('VerdictRejected'),
    data: z.strictObject({ requestId: RequestId, version: Version, verdictHash: Sha256, code: z.string().max(64) }),
  }),
]);
export type ItemEvent = z.infer<typeof ItemEvent>;
