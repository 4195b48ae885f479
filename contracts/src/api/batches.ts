import { z } from 'zod';
import { PersonFields } from '../messages/index.js';
import { CaseStatus } from './case-status.js';
import { CaseFacts } from '../policy/index.js';

const Conclusion = z.enum(['automatic', 'officer']).describe('who issues the joint conclusion once all verdicts are clear');
const Start = z.enum(['now', 'later']).describe('now: requests go out at once; later: the cases wait in screening until they are started');
export const PolicyName = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/).describe('name of the vetting policy');
const Title = z.string().min(1).max(200).describe('title of the batch');

/** The claim `unit` of people of that unit has to be the very same. */
const NominatingUnit = z.string().trim().min(1).max(128).describe('the unit that nominates (推荐单位): its people see what becomes of the candidates, and nothing else');

/** `POST /api/batches?…` with a file as its body. */
export const ImportBatchQuery = z.strictObject({
  policy: PolicyName.default('standard-five'),
  rows: z.enum(['all', 'good']).default('all').describe('all: one bad row and nothing is imported; good: the good rows go on'),
  conclusion: Conclusion.optional().describe("who issues the conclusion; the policy's own rule when absent"),
  start: Start.default('now'),
  title: Title.default('批次'),
  unit: NominatingUnit.optional(),
});
export type ImportBatchQuery = z.infer<typeof ImportBatchQuery>;

/** `POST /api/batches` with JSON: a batch whose candidates come one by one. */
export const OpenBatchBody = z.strictObject({ policy: PolicyName.default('standard-five'), title: Title, conclusion: Conclusion.optional(), start: Start.default('now'), unit: NominatingUnit.optional() });
export type OpenBatchBody = z.infer<typeof OpenBatchBody>;

/** `POST /api/batches/:batchId/candidates`. The number's check digit is asked too. */
export const ProposeCandidateBody = PersonFields.required({ name: true, identityNumber: true, employer: true, currentPost: true, proposedPost: true }).extend({
  remark: z.string().max(1_000).optional().describe('kept with the case and sent to nobody'),
  recommendedOn: z.iso.date().optional().describe('day of the democratic recommendation (民主推荐), YYYY-MM-DD; kept with the case and sent to nobody; absent: not known'),
  facts: CaseFacts.optional(),
});
export type ProposeCandidateBody = z.infer<typeof ProposeCandidateBody>;

/** `?limit=&cursor=` of every list; the cursor is opaque and comes from the page before. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('how many items a page holds at most'),
  cursor: z.string().max(300).optional().describe('`next` of the page before; opaque'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** `GET /api/batches/:batchId/cases`: a page of them, of one state where it is named. */
export const ListCasesQuery = PageQuery.extend({ status: CaseStatus.optional().describe('only cases in this state') });
export type ListCasesQuery = z.infer<typeof ListCasesQuery>;
