import { z } from 'zod';
import { CaseId, IsoInstant, RequestId } from '../kernel/index.js';
import { VerdictCode } from '../messages/index.js';
import { Sentence } from './batch-answers.js';
import { PROBLEM_CODES, type ProblemCode } from './problem.js';
import { WorkItemStatus } from './worklist.js';

/** So many items are answered or approved at once at most. */
export const BUNDLE_ITEMS_MAX = 500;

/** UUID version 8: the same command of the same clerk has the same bundle. */
export const BundleId = z.uuid({ version: 'v8' }).describe('bundle: what a clerk answered at once');
export type BundleId = z.infer<typeof BundleId>;

const Seq = z.int().min(0).describe('how far the record of the item had come when the caller saw it, as the review told');
const SubmissionNumber = z.int().min(1).max(999).describe('number of the submission that the caller has seen');

const once = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
const RequestIds = z.array(RequestId).min(1).max(BUNDLE_ITEMS_MAX).refine(once, 'an item stands there twice');
const LeftOut = z.array(RequestId).max(BUNDLE_ITEMS_MAX).default([]).describe('of these the ones that stay as they are');

/** `POST /api/bundles/review`. */
export const ReviewManyBody = z.strictObject({ requestIds: RequestIds.describe('the items that were selected, each once') });
export type ReviewManyBody = z.infer<typeof ReviewManyBody>;

/** `POST /api/bundles`: all clear but these. */
export const AnswerManyBody = z
  .strictObject({
    items: z.array(z.strictObject({ requestId: RequestId, seq: Seq })).min(1).max(BUNDLE_ITEMS_MAX).describe('every item that was selected, each once, as it was seen'),
    leftOut: LeftOut,
  })
  .refine(({ items }) => once(items.map(({ requestId }) => requestId)), { error: 'an item stands there twice', path: ['items'] })
  .refine(({ items, leftOut }) => leftOut.every((id) => items.some(({ requestId }) => requestId === id)), { error: 'none of the items', path: ['leftOut'] });
export type AnswerManyBody = z.infer<typeof AnswerManyBody>;

/** `POST /api/approvals`: everything that waits in a bundle, or a set of waiting answers, each named with its submission. */
export const ApproveManyBody = z.union([
  z.strictObject({ bundleId: BundleId, leftOut: LeftOut }),
  z.strictObject({
    items: z
      .array(z.strictObject({ requestId: RequestId, submission: SubmissionNumber }))
      .min(1)
      .max(BUNDLE_ITEMS_MAX)
      .refine((items) => once(items.map(({ requestId }) => requestId)), 'an item stands there twice')
      .describe('waiting answers, each once, as they were seen'),
  }),
]);
export type ApproveManyBody = z.infer<typeof ApproveManyBody>;

/** Why nothing happens to one item of many; the others go on. */
const ItemRefusal = z.strictObject({
  code: z.enum(Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]]).describe('stable code for programs'),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).describe('what the sentence speaks of; never personal data'),
  sentence: Sentence.describe('the same for people'),
});
export type ItemRefusal = z.infer<typeof ItemRefusal>;

const refusal = (what: string) => ItemRefusal.nullable().describe(what);

/** What became of one item of many. */
export const ItemOutcome = z.strictObject({
  requestId: RequestId,
  outcome: z.enum(['done', 'left-out', 'refused']).describe('done: also where it was done before by the same command'),
  status: WorkItemStatus.nullable().describe('of the item after it; null where nothing was done'),
  refusal: refusal('why nothing was done; null unless it was refused'),
});
export type ItemOutcome = z.infer<typeof ItemOutcome>;

const Outcomes = z.array(ItemOutcome).max(BUNDLE_ITEMS_MAX).describe('each item with its own outcome, in the order of the command');

export const ManyAnswered = z.strictObject({ bundleId: BundleId, outcomes: Outcomes });
export type ManyAnswered = z.infer<typeof ManyAnswered>;

export const ManyApproved = z.strictObject({ outcomes: Outcomes });
export type ManyApproved = z.infer<typeof ManyApproved>;

const person = {
  requestId: RequestId,
  caseId: CaseId,
  name: z.string().nullable().describe("the candidate's name, decrypted for this answer; null where the caller may not see it or the key of the item is destroyed"),
  dueAt: IsoInstant.nullable().describe('when the answer is due; RFC 3339, UTC, or null'),
};

/** One selected item before many are answered: whether it can be answered with the others. */
const ReviewedItem = z.strictObject({
  ...person,
  status: WorkItemStatus.nullable().describe('null where there is no such item'),
  seq: z.int().min(0).describe('how far its record has come; the answer names it'),
  category: z.string().nullable().describe('the wording of the request that would be answered; null where there is none'),
  proposal: VerdictCode.nullable().describe("what the agency's records say; null where they say nothing or are not known"),
  refusal: refusal('why it would stay as it is; null where it would be answered'),
});
export type ReviewedItem = z.infer<typeof ReviewedItem>;

export const ManyReviewed = z.strictObject({ items: z.array(ReviewedItem).max(BUNDLE_ITEMS_MAX).describe('in the order in which they were named') });
export type ManyReviewed = z.infer<typeof ManyReviewed>;

const Clerk = z.strictObject({ id: z.string().describe("the clerk's id within the agency"), name: z.string().describe("the clerk's name; empty once the keys are destroyed") });

const WaitingBundle = z.strictObject({
  bundleId: BundleId,
  clerk: Clerk.describe('who answered'),
  submittedAt: IsoInstant.describe('when; RFC 3339, UTC'),
  dueAt: IsoInstant.nullable().describe('when the most urgent of its items is due; RFC 3339, UTC, or null'),
  waiting: z.int().min(1).describe('how many of its answers wait for approval'),
});

/** The bundles of which something waits for approval, the most urgent first. */
export const BundleList = z.strictObject({ items: z.array(WaitingBundle).max(50).describe('fifty at most'), more: z.boolean().describe('whether further ones wait') });
export type BundleList = z.infer<typeof BundleList>;

const BundleItem = z.strictObject({
  ...person,
  submission: SubmissionNumber,
  category: z.string().nullable().describe('what is proposed; null once the key of the item is destroyed'),
  code: VerdictCode.nullable().describe('what that means; null alike'),
  approvals: z.int().min(0).describe('how many have signed'),
  approversMin: z.int().min(1).describe('how many have to'),
  refusal: refusal('why the caller cannot sign it; null where they can'),
});
export type BundleItem = z.infer<typeof BundleItem>;

/** What still waits in a bundle. */
export const BundleView = z.strictObject({
  bundleId: BundleId,
  clerk: Clerk.describe('who answered'),
  submittedAt: IsoInstant.describe('when; RFC 3339, UTC'),
  items: z.array(BundleItem).max(BUNDLE_ITEMS_MAX).describe('its answers that wait for approval'),
});
export type BundleView = z.infer<typeof BundleView>;
