import { z } from 'zod';
import { AgencyId, CaseId, Instant, IsoInstant, Nonce, RequestId } from '../kernel/index.js';
import { VerdictCode } from './verdict-code.js';

/** Every field of a person that a request can carry; a policy lists which of them an agency may see. */
export const PersonFields = z.strictObject({
  name: z.string().min(1).max(64).optional(),
  identityNumber: z.string().regex(/^\d{17}[\dX]$/).optional(),
  sex: z.enum(['male', 'female']).optional(),
  employer: z.string().max(200).optional(),
  employerCode: z.string().max(18).optional(),
  currentPost: z.string().max(200).optional(),
  proposedPost: z.string().max(200).optional(),
  proposedLevel: z.string().max(64).optional(),
  tenureFrom: z.string().max(32).optional(),
});
export type PersonFields = z.infer<typeof PersonFields>;
export const PersonField = PersonFields.keyof();
export type PersonField = z.infer<typeof PersonField>;

/** → agency: opens a work item. Idempotent by requestId; sent again with the very same data. */
export const Request = z.strictObject({
  requestId: RequestId,
  caseId: CaseId,
  agency: AgencyId,
  round: z.int().min(1).max(999),
  policy: z.strictObject({ name: z.string().max(64), version: z.int().min(1) }),
  scope: z.string().max(500).describe('what the agency is asked to speak to; its answer keeps to it'),
  categories: z.record(z.string().min(1).max(64), VerdictCode).describe('the reply wordings to choose from, and the code of each'),
  person: PersonFields,
  nonce: Nonce,
  issuedAt: IsoInstant,
  dueAt: IsoInstant,
  deadlineVersion: z.int().min(1),
  destroyAfter: IsoInstant.describe('the agency destroys its copy of the personal data after this time'),
});
export type Request = z.infer<typeof Request>;

/** → agency: answers a need-more; the verdict binds its hash too. */
export const Supplement = z.strictObject({
  requestId: RequestId,
  number: z.int().min(1).max(99),
  text: z.string().min(1).max(4000),
  nonce: Nonce,
  dueAt: Instant.optional(),
});
export type Supplement = z.infer<typeof Supplement>;

/** → agency: closes the item. It carries no reason: an agency learns nothing of the others. */
export const Recall = z.strictObject({ requestId: RequestId });
export type Recall = z.infer<typeof Recall>;
