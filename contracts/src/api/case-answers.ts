import { z } from 'zod';
import { AgencyId, BatchId, CaseId, IsoInstant, RequestId } from '../kernel/index.js';
import { VerdictCode } from '../messages/index.js';

const CaseStatus = z.enum(['screening', 'vetting', 'halted', 'cleared']).describe('state of the case in this version');
const CaseRow = z.int().min(0).describe('row of the list that the candidate came from; 0 where it came by itself');
const at = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);

/** The newest verdict of one agency, without its findings. */
export const VerdictView = z.strictObject({
  version: z.int().min(1).max(99).describe('1, and one more for each correction'),
  code: VerdictCode,
  category: z.string().optional().describe("the agency's own reply wording; absent once the person's key is destroyed"),
  blocking: z.boolean().describe('whether the policy lets it halt the case'),
  filedAt: at('when it came into the ledger'),
  lateWorkingDays: z.int().min(0).describe('working days after the due time'),
  afterHalt: z.boolean().describe('whether the case was halted when it came'),
});

const OfNumber = z.int().min(1).max(99).describe('its number, from 1');
const InItsWords = z.string().nullable().describe("in the agency's words; null once the person's key is destroyed");

/** What was asked of one agency and what came of it. */
export const RequestView = z.strictObject({
  agency: AgencyId,
  status: z.enum(['open', 'waiting-for-supplement', 'answered', 'recalled', 'declined']).describe('state of the request; its clock stands still while it waits for a supplement'),
  issuedAt: at('when the request was issued'),
  dueAt: at('when the answer is due'),
  provisional: z.boolean().describe('whether the due time lies beyond the known working calendar'),
  deadlineVersion: z.int().min(1).describe('goes up each time that the due time moves'),
  receivedAt: at('when the agency acknowledged it'),
  overdueAt: at('when the present due time passed without an answer'),
  overdue: z.array(z.strictObject({ deadlineVersion: z.int().min(1).describe('which deadline'), at: at('when it was found to have passed') })).describe('every deadline that passed, also those that have moved since'),
  question: z.strictObject({ number: OfNumber, askedAt: at('when the clock stopped'), text: InItsWords }).nullable().describe('what the agency waits for; null while it does not'),
  supplements: z.array(z.strictObject({ number: OfNumber, question: OfNumber, sentAt: at('when it was sent') })).describe('what was sent after the request'),
  extensions: z
    .array(z.strictObject({ number: OfNumber, until: at('asked until'), askedAt: at('when'), reason: InItsWords, decided: z.boolean().describe('whether an officer has decided'), grantedUntil: at('granted until; null where it was refused or is open') }))
    .describe('more time that the agency has asked for'),
  declined: z.strictObject({ kind: z.enum(['out-of-scope', 'recused']).describe('which'), at: at('when'), reason: InItsWords }).nullable().describe('why the agency does not answer; the case cannot clear over it'),
  verdict: VerdictView.nullable().describe('null while there is none'),
});

/** One case for an officer, folded from its ledger, without the candidate. */
export const CaseView = z.strictObject({
  caseId: CaseId,
  batchId: BatchId,
  row: CaseRow,
  status: CaseStatus,
  openFlags: z.array(AgencyId).describe('agencies whose newest verdict blocks'),
  openedAt: at('when the case was opened'),
  endedAt: at('when it ended, for now'),
  validUntil: at('until when the joint conclusion holds'),
  haltReviewAt: at('when the halt is reviewed'),
  requests: z.array(RequestView).describe('one for each agency of the policy'),
});
export type CaseView = z.infer<typeof CaseView>;

const Next = z.string().nullable().describe('cursor of the next page; null on the last');

const CaseItem = z.strictObject({
  caseId: CaseId,
  row: CaseRow,
  status: CaseStatus,
  verdicts: z.record(AgencyId, VerdictCode).describe('code by agency, of those that have answered'),
  overdue: z.array(AgencyId).describe('agencies that are late'),
  openedAt: IsoInstant.describe('when the case was opened; RFC 3339, UTC'),
  endedAt: at('when it ended, for now'),
  reason: z.string().describe('who flagged and how, in Chinese; empty where nobody did'),
});

/** A page of the cases of a batch, in the order of its list. */
export const CasePage = z.strictObject({ items: z.array(CaseItem).describe('the cases'), next: Next });
export type CasePage = z.infer<typeof CasePage>;

const OpenRequestItem = z.strictObject({
  requestId: RequestId,
  caseId: CaseId,
  batchId: BatchId,
  issuedAt: IsoInstant.describe('when the request was issued; RFC 3339, UTC'),
  dueAt: IsoInstant.describe('when the answer is due; RFC 3339, UTC'),
  receivedAt: at('when the agency acknowledged it'),
  overdue: z.boolean().describe('whether the due time has passed'),
});

/** A page of what an agency has not answered, the most urgent first. */
export const OpenRequestPage = z.strictObject({ items: z.array(OpenRequestItem).describe('the requests'), next: Next });
export type OpenRequestPage = z.infer<typeof OpenRequestPage>;
