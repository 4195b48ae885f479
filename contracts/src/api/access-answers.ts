import { z } from 'zod';
import { AgencyId, CaseId, IsoInstant, RequestId } from '../kernel/index.js';
import { Role } from '../rights/role.js';

const Next = z.string().nullable().describe('cursor of the next page; null on the last');
const on = (what: string) => IsoInstant.describe(`${what}; RFC 3339, UTC`);

/** A reading of personal data. */
export const AccessLine = z.strictObject({
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

const Clearance = z.strictObject({
  number: z.int().min(1).describe('which flag of the case that fell, from 1'),
  agency: AgencyId.describe('who had flagged'),
  requestId: RequestId,
  version: z.int().min(1).max(99).describe('of the verdict that counts no more'),
  flaggedAt: IsoInstant.describe('since when it stood; RFC 3339, UTC'),
  fellAt: IsoInstant.describe('since when it stands no more; RFC 3339, UTC'),
  because: z.enum(['corrected', 'closed']).describe('its agency has said otherwise, or two persons have closed it'),
  meetingMissed: z.boolean().describe('whether a meeting that the candidate was to go to went by while it stood: clearing their name (澄清正名) suggests itself'),
  seenBy: z.array(z.strictObject({ by: z.string().describe("the person's id"), roles: z.array(Role).describe('of the person then'), at: IsoInstant.describe('when they first read of it; RFC 3339, UTC') })).describe('everybody who is on record as having read what agencies said while it stood'),
});

/** A page of the clearance records of a case (澄清记录): each flag that fell, and who had seen it. */
export const ClearancePage = z.strictObject({ caseId: CaseId, items: z.array(Clearance).describe('in the order in which they fell'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type ClearancePage = z.infer<typeof ClearancePage>;
