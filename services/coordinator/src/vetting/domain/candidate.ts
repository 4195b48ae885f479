import { z } from 'zod';
import { PersonFields } from '@lianshen/contracts/messages';
import { CaseFacts } from '@lianshen/contracts/policy';

/** A candidate as proposed: personal data, only ever in the private part of an event. */
export const Candidate = PersonFields.required({ name: true, identityNumber: true }).extend({
  remark: z.string().max(1_000).optional(),
  recommendedOn: z.iso.date().optional().describe('day of the democratic recommendation (民主推荐)'),
  facts: CaseFacts.optional(),
});
export type Candidate = z.infer<typeof Candidate>;
