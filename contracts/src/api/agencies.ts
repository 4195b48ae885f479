import { z } from 'zod';
import { AgencyId, FreeAgencyId, IsoInstant } from '../kernel/index.js';
import { AgencyName } from '../messages/index.js';
import { PageQuery } from './batches.js';

const at = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);
const on = (what: string) => IsoInstant.describe(`${what}; RFC 3339, UTC`);
const Reason = z.string().trim().min(1).max(2_000).describe('why, with the document that it rests on; for the record');

const CreditCodeBody = z
  .strictObject({
    code: z.string().min(1).max(40).describe('unified social credit code (GB 32100); blanks and full-width forms are put right'),
    validFrom: IsoInstant.optional().describe('since when it holds'),
    validUntil: IsoInstant.optional().describe('until when it holds'),
  })
  .describe('a check digit that does not fit is told and not refused: such codes are in lawful use');
export type CreditCodeBody = z.infer<typeof CreditCodeBody>;

/** `POST /api/agencies`. */
export const RegisterAgencyBody = z.strictObject({ agency: FreeAgencyId, name: AgencyName.describe('official name'), code: CreditCodeBody.optional() });
export type RegisterAgencyBody = z.infer<typeof RegisterAgencyBody>;

/** `POST /api/agencies/:agency/names`. */
export const RenameAgencyBody = z.strictObject({
  name: AgencyName.describe('official name'),
  code: CreditCodeBody.optional(),
  effectiveAt: IsoInstant.optional().describe('since when; absent: now'),
  reason: Reason,
});

/** `POST /api/agencies/:agency/changes`: one person proposes. */
export const ProposeAgencyChangeBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('merge').describe('into another'), into: FreeAgencyId.describe('the successor'), effectiveAt: IsoInstant.optional().describe('absent: as soon as it is confirmed'), reason: Reason }),
  z.strictObject({ kind: z.literal('suspend').describe('nothing new goes to it'), reason: Reason }),
  z.strictObject({ kind: z.literal('resume').describe('it works again'), reason: Reason }),
]);
export type ProposeAgencyChangeBody = z.infer<typeof ProposeAgencyChangeBody>;

/** The number of a change in a path. */
export const ChangeNumberInPath = z.coerce.number().int().min(1).max(99).describe('of the change');

/** `GET /api/agencies`. */
export const ListAgenciesQuery = PageQuery;

const AgencyStatus = z.enum(['unregistered', 'active', 'suspended', 'merged']).describe('unregistered: its keys alone are known; merged: another answers for it');

const AgencyLine = z.strictObject({
  agency: AgencyId,
  status: AgencyStatus,
  name: AgencyName.nullable().describe('its present name, or its last; until it is registered what a policy on offer calls it, or null'),
  hasKeys: z.boolean().describe('whether anything can be sealed for it'),
  successor: AgencyId.nullable().describe('who answers for it now; null while it does itself'),
});

/** A page of the agencies that something is recorded of, in the order of their ids. */
export const AgencyPage = z.strictObject({ items: z.array(AgencyLine).describe('the agencies'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type AgencyPage = z.infer<typeof AgencyPage>;

const ChangeView = z.strictObject({
  number: z.int().min(1).max(99).describe('its number, from 1'),
  kind: z.enum(['merge', 'suspend', 'resume']).describe('what is proposed'),
  into: AgencyId.nullable().describe('of a merger: the successor'),
  effectiveAt: at('of a merger: from when it was proposed'),
  status: z.enum(['open', 'confirmed', 'refused']).describe('open until a second person has spoken'),
  reason: z.string().describe('why, in the words of who proposed it'),
  proposedBy: z.string().describe("the person's id"),
  proposedAt: on('when'),
  decidedBy: z.string().nullable().describe("the second person's id"),
  decidedAt: at('when the second person spoke'),
  refusal: z.string().nullable().describe('why the second person refused'),
});

/** One agency with all that became of it. */
export const AgencyView = AgencyLine.extend({
  names: z.array(z.strictObject({ name: AgencyName.describe('official name'), from: on('since when'), until: at('until when') })).describe('every name that it bore or will bear, the oldest first'),
  codes: z
    .array(z.strictObject({ code: z.string().describe('18 characters'), fitsCheckDigit: z.boolean().describe('whether its check digit fits'), validFrom: at('since when it holds'), validUntil: at('until when it holds') }))
    .describe('every credit code, the oldest first; that of an agency that was merged ends with it'),
  mergedInto: z.strictObject({ agency: AgencyId, name: AgencyName.nullable().describe('its last name'), effectiveAt: on('from when') }).nullable().describe('its successor, also where the time has not come yet'),
  predecessors: z.array(z.strictObject({ agency: AgencyId, name: AgencyName.nullable().describe('its last name'), effectiveAt: on('from when') })).describe('agencies that were merged into it'),
  changes: z.array(ChangeView).describe('what two persons decide, in order of proposal'),
});
export type AgencyView = z.infer<typeof AgencyView>;
