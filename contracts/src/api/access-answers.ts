import { z } from 'zod';
import { AgencyId, CaseId, IsoInstant, RequestId } from '../kernel/index.js';
import { Role } from '../rights/role.js';

const Next = z.string().nullable().describe('cursor of the next page; null on the last');
const on = (what: string) => IsoInstant.describe(`${what}; RFC 3339, UTC`);

const AccessLine = z.strictObject({
  at: on('when; further readings of the same by the same person within 15 minutes are in this line'),
  by: z.string().describe('id of the person'),
  roles: z.array(Role).describe('the roles that the person had then'),
  operation: z.string().describe('what was asked for, as the route is called'),
  fields: z.array(z.string()).describe('which fields; never what stood in them'),
  task: z.string().nullable().describe('what waited for the person there; null: nothing did, and the auditors were told'),
});

/** A page of who read personal data of a case or a work item, the oldest first. */
export const AccessPage = z.strictObject({ items: z.array(AccessLine).describe('who looked'), next: Next });
export type AccessPage = z.infer<typeof AccessPage>;

const DisclosureLine = z.strictObject({
  number: z.int().min(1).describe('which disclosure of the case, from 1'),
  at: on('when it was sent out'),
  agency: AgencyId.describe('to whom'),
  requestId: RequestId,
  supplement: z.int().min(1).nullable().describe('number of the supplement; null where the request itself disclosed it'),
  fields: z.array(z.string()).describe('which fields, as the policy allows the agency; never what stood in them'),
});

/** A page of the disclosure ledger of a case: which agency was sent which field when. */
export const DisclosurePage = z.strictObject({ caseId: CaseId, items: z.array(DisclosureLine).describe('in the order in which they went out'), next: Next });
export type DisclosurePage = z.infer<typeof DisclosurePage>;
