import { z } from 'zod';
import { CaseId } from '@lianshen/contracts/kernel';
import { RecusalGround } from '@lianshen/contracts/recusal';

const StaffId = z.string().min(1).max(128);
const RecusalNumber = z.int().min(1).max(99_999);

/** How a recusal came about: declared by the person, found by what they had declared before, or ordered by the head. */
export const RecusalSource = z.enum(['declared', 'found', 'ordered']);
export type RecusalSource = z.infer<typeof RecusalSource>;

/** What members of staff declare for a batch. How one is related to whom stands in `private`, encrypted with the key of the batch. */
export const DeclarationEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('RelationsDeclared'),
    data: z.strictObject({ by: StaffId, cases: z.array(CaseId).max(1_000), namesakes: z.array(CaseId).max(1_000) }),
  }),
  z.strictObject({
    type: z.literal('StaffRecused'),
    data: z.strictObject({ number: RecusalNumber, caseId: CaseId, person: StaffId, isHead: z.boolean(), source: RecusalSource, by: StaffId }),
    private: z.strictObject({ ground: RecusalGround, name: z.string(), reason: z.string().optional() }).optional(),
  }),
  z.strictObject({
    type: z.literal('RecusalLifted'),
    data: z.strictObject({ number: RecusalNumber, by: StaffId }),
    private: z.strictObject({ reason: z.string() }).optional(),
  }),
]);
export type DeclarationEvent = z.infer<typeof DeclarationEvent>;
export type DeclarationEventOf<T extends DeclarationEvent['type']> = Extract<DeclarationEvent, { type: T }>;
