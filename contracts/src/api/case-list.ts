import { z } from 'zod';
import { AgencyId, BatchId, CaseId, IsoInstant } from '../kernel/index.js';
import { PageQuery, PolicyName } from './batches.js';
import { CaseNumber } from './case-number.js';
import { CaseStatus } from './case-status.js';

/** `GET /api/cases`. */
export const ListAllCasesQuery = PageQuery.extend({
  status: CaseStatus.optional().describe('only cases in this state'),
  policy: PolicyName.optional().describe('only cases under this policy, all its versions together'),
  batch: BatchId.optional().describe('only cases of this batch'),
  late: AgencyId.optional().describe('only cases of which this agency is late'),
  from: IsoInstant.optional().describe('only cases that were opened at this time or later; RFC 3339, UTC, milliseconds'),
  to: IsoInstant.optional().describe('only cases that were opened before this time'),
});
export type ListAllCasesQuery = z.infer<typeof ListAllCasesQuery>;

const at = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);

/** A case in a list over all batches: no name, no number of the person, no finding. */
export const ListedCase = z.strictObject({
  caseId: CaseId,
  number: CaseNumber,
  batchId: BatchId,
  row: z.int().min(0).describe('row of the list; 0 where the candidate came without one'),
  policy: PolicyName,
  status: CaseStatus,
  openFlags: z.int().min(0).describe('how many agencies have flagged and stand by it'),
  late: z.array(AgencyId).describe('agencies that are late'),
  withheld: z.boolean().describe('whether a flag in another case of the same person holds it'),
  openedAt: IsoInstant.describe('when the case was opened; RFC 3339, UTC'),
  endedAt: at('when it ended, for now'),
  validUntil: at('until when the joint conclusion holds'),
});
export type ListedCase = z.infer<typeof ListedCase>;

/** A page of cases, the newest first, without those that the reader is recused from. */
export const ListedCasePage = z.strictObject({ items: z.array(ListedCase).describe('the cases'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type ListedCasePage = z.infer<typeof ListedCasePage>;

/** `POST /api/cases/search`: what is looked for stands in the body, so that it is in no address and no log. */
export const SearchCasesBody = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('number').describe('by the number of the case'), text: z.string().trim().min(1).max(40).describe('the number (案号)') }),
  z.strictObject({ by: z.literal('name').describe("by the candidate's name"), text: z.string().trim().min(1).max(64).describe('the whole name; blanks are no difference') }),
  z.strictObject({ by: z.literal('identity-number').describe("by the candidate's identity number"), text: z.string().trim().min(1).max(40).describe('the whole identity number') }),
]);
export type SearchCasesBody = z.infer<typeof SearchCasesBody>;

/** What was found, the newest first. */
export const FoundCases = z.strictObject({
  items: z.array(ListedCase).max(50).describe('the cases, without those that the reader is recused from'),
  more: z.boolean().describe('whether there are more than are shown'),
});
export type FoundCases = z.infer<typeof FoundCases>;
