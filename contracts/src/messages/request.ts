import { z } from 'zod';
import { AgencyId, BatchId, CaseId, Instant, IsoInstant, Nonce, RequestId } from '../kernel/index.js';
import { CountingRule } from '../working-time/index.js';
import { VerdictCode } from './verdict-code.js';

/** Every field of a person that a request can carry; a policy lists which of them an agency may see. */
export const PersonFields = z.strictObject({
  name: z.string().min(1).max(64).optional().describe('as on the identity card'),
  identityNumber: z.string().regex(/^\d{17}[\dX]$/).optional().describe('18 characters of GB 11643, an X in capitals'),
  sex: z.enum(['male', 'female']).optional().describe('as the identity number says'),
  employer: z.string().max(200).optional().describe('where the person works now'),
  employerCode: z.string().max(18).optional().describe('unified social credit code of the employer (GB 32100)'),
  currentPost: z.string().max(200).optional().describe('present post'),
  proposedPost: z.string().max(200).optional().describe('post that the person is proposed for'),
  proposedLevel: z.string().max(64).optional().describe('level of the proposed post'),
  tenureFrom: z.string().max(32).optional().describe('since when the present post is held, YYYY-MM'),
});
export type PersonFields = z.infer<typeof PersonFields>;
export const PersonField = PersonFields.keyof();
export type PersonField = z.infer<typeof PersonField>;

/** A name in both languages, as it stood at the time. */
export const AgencyName = z.strictObject({ zh: z.string().min(1).max(200).describe('in Chinese'), en: z.string().min(1).max(200).describe('in English') });
export type AgencyName = z.infer<typeof AgencyName>;

/** → agency: opens a work item. Idempotent by requestId; sent again with the very same data. */
export const Request = z.strictObject({
  requestId: RequestId,
  caseId: CaseId,
  batch: BatchId.optional().describe('list that the candidate was proposed in: staff declare their relations for all of it at once; absent in requests that were issued before it was sent along'),
  agency: AgencyId,
  round: z.int().min(1).max(999).describe('how many times this agency is asked in this case'),
  policy: z
    .strictObject({ name: z.string().max(64).describe('name of the vetting policy'), version: z.int().min(1).describe('its version') })
    .describe('the policy that the case runs under'),
  scope: z.string().max(4_000).describe('what the agency is asked to speak to; its answer keeps to it'),
  categories: z.record(z.string().min(1).max(64), VerdictCode).describe('the reply wordings to choose from, and the code of each'),
  person: PersonFields.describe('the fields of the person that the policy allows this agency, and no other'),
  nonce: Nonce,
  issuedAt: IsoInstant.describe('when the request was issued; RFC 3339, UTC, milliseconds'),
  dueAt: IsoInstant.describe('when the answer is due; RFC 3339, UTC, milliseconds'),
  deadlineVersion: z.int().min(1).describe('goes up each time that the due time moves'),
  counting: CountingRule.optional().describe('from where the working days to the due time were counted. next: from the next working day after receipt (收到次日起); first: the first day counts (首日计入); absent: the limit is in minutes, or the request was issued before it was sent along'),
  provisional: z.literal(true).optional().describe('the due time was counted in a year without calendar, Monday to Friday (暂定); it is counted again once the year is known, and the agency is told'),
  pauseMax: z.strictObject({ workingDays: z.int().min(1).max(250).describe('how many') }).optional().describe('for how long a question stops the clock at most: until the office closes on the last of so many working days after it; absent: until it is answered'),
  approversMin: z.int().min(1).max(5).optional().describe('how many persons besides the clerk have to sign the answer; 1 where it is absent'),
  destroyAfter: IsoInstant.describe('RFC 3339, UTC, milliseconds; the agency destroys its copy of the personal data after this time'),
  movedFrom: z
    .array(z.strictObject({ agency: AgencyId, name: AgencyName.describe('its last name'), at: IsoInstant.describe('since when; RFC 3339, UTC, milliseconds') }))
    .min(1)
    .max(40)
    .optional()
    .describe('agencies that were merged into this one and were asked this before; absent: none'),
});
export type Request = z.infer<typeof Request>;

/** → agency: answers a need-more; the verdict binds its hash too. */
export const Supplement = z.strictObject({
  requestId: RequestId,
  number: z.int().min(1).max(99).describe('which supplement of this request, from 1'),
  text: z.string().min(1).max(4000).describe('the answer to what was asked'),
  nonce: Nonce,
  dueAt: Instant.optional().describe('the new due time, milliseconds since 1970-01-01T00:00:00Z'),
  deadlineVersion: z.int().min(1).optional().describe('of the new due time; an older one never replaces a newer'),
});
export type Supplement = z.infer<typeof Supplement>;

/** → agency: closes the item. It carries no reason: an agency learns nothing of the others. */
export const Recall = z.strictObject({ requestId: RequestId });
export type Recall = z.infer<typeof Recall>;
