import { z } from 'zod';
import { BundleId } from '@lianshen/contracts/api';
import { BatchId, CaseId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import { Approver, Finding, Signer, VerdictCode } from '@lianshen/contracts/messages';

const Version = z.int().min(1).max(99);
const Counted = z.int().min(1).max(999);
const StaffId = z.string().min(1).max(64);
/** Who is recused need not be anybody whose name can stand in a verdict. */
const RecusedId = z.string().min(1).max(128);
const OneIn = z.int().min(1).max(10_000);

/** What a clerk proposes to answer. The code follows from the category. */
export const ProposedAnswer = z.strictObject({ category: z.string(), code: VerdictCode, findings: z.array(Finding) });
export type ProposedAnswer = z.infer<typeof ProposedAnswer>;

export const NonAnswerKind = z.enum(['need-more', 'extension-asked', 'out-of-scope', 'recused', 're-review']);
export type NonAnswerKind = z.infer<typeof NonAnswerKind>;

/**
 * The facts of a work item in the adapter's own ledger. Signed messages stand in `private` as they came or went, and so
 * does everything that staff write and by what name they are called; `data` holds their ids alone.
 */
export const ItemEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('RequestReceived'),
    data: z.strictObject({
      requestId: RequestId,
      caseId: CaseId,
      requestHash: Sha256,
      dueAt: Instant,
      deadlineVersion: z.int().min(1),
      approversMin: z.int().min(1).max(5).optional(),
      destroyAfter: Instant,
      batch: BatchId.optional(),
      provisional: z.literal(true).optional(),
    }),
    private: z.strictObject({ jws: z.string() }).optional(),
  }),
  z.strictObject({ type: z.literal('ItemRecalled'), data: z.strictObject({ requestId: RequestId }) }),
  z.strictObject({ type: z.literal('ItemClaimed'), data: z.strictObject({ requestId: RequestId, by: StaffId }), private: z.strictObject({ name: z.string() }).optional() }),
  z.strictObject({
    type: z.literal('ItemAssigned'),
    data: z.strictObject({ requestId: RequestId, to: StaffId, by: StaffId }),
    private: z.strictObject({ name: z.string() }).optional(),
  }),
  /** Somebody has nothing more to do with the item (回避); on what ground stands with the declarations of the batch. */
  z.strictObject({ type: z.literal('StaffRecused'), data: z.strictObject({ requestId: RequestId, person: RecusedId, needs: z.enum(['clerk', 'approver']).optional().describe('what a substitute is asked for') }) }),
  z.strictObject({ type: z.literal('StaffReadmitted'), data: z.strictObject({ requestId: RequestId, person: RecusedId }) }),
  z.strictObject({ type: z.literal('ItemReleased'), data: z.strictObject({ requestId: RequestId, by: StaffId }) }),
  z.strictObject({
    type: z.literal('AnswerSubmitted'),
    data: z.strictObject({
      requestId: RequestId,
      submission: Counted,
      clerk: StaffId,
      drafter: StaffId.optional().describe('who saved the form, where it was another'),
      bundle: BundleId.optional().describe('where it was answered together with others'),
      supplementHashes: z.array(Sha256),
    }),
    private: z.strictObject({ answer: ProposedAnswer, clerk: Signer }).optional(),
  }),
  z.strictObject({ type: z.literal('SubmissionWithdrawn'), data: z.strictObject({ requestId: RequestId, submission: Counted }) }),
  z.strictObject({
    type: z.literal('AnswerReturned'),
    data: z.strictObject({ requestId: RequestId, submission: Counted, by: StaffId }),
    private: z.strictObject({ reason: z.string() }).optional(),
  }),
  z.strictObject({
    type: z.literal('AnswerApproved'),
    data: z.strictObject({ requestId: RequestId, submission: Counted, approver: StaffId }),
    private: z.strictObject({ approver: Approver }).optional(),
  }),
  z.strictObject({
    type: z.literal('VerdictSigned'),
    data: z.strictObject({
      requestId: RequestId,
      version: Version,
      code: VerdictCode,
      mode: z.enum(['human', 'automatic']),
      standingOrder: z.string().optional(),
      /** Of an automatic answer under an order that has some drawn: the ticket that let it go out. */
      draw: z.strictObject({ oneIn: OneIn, ticket: z.int().min(0) }).optional(),
      verdictHash: Sha256,
    }),
    private: z.strictObject({ jws: z.string() }).optional(),
  }),
  /** A machine would have answered under a standing order; it was drawn, and a person answers. What it would have said stays on record. */
  z.strictObject({
    type: z.literal('DrawnForChecking'),
    data: z.strictObject({ requestId: RequestId, standingOrder: z.string().max(64), oneIn: OneIn, code: VerdictCode }),
    private: z.strictObject({ answer: ProposedAnswer }).optional(),
  }),
  z.strictObject({
    type: z.literal('AnswerCompared'),
    data: z.strictObject({ requestId: RequestId, version: Version, standingOrder: z.string().max(64), agrees: z.boolean(), sameWording: z.boolean() }),
  }),
  z.strictObject({ type: z.literal('VerdictFiled'), data: z.strictObject({ requestId: RequestId, version: Version, verdictHash: Sha256 }) }),
  z.strictObject({
    type: z.literal('VerdictRejected'),
    data: z.strictObject({ requestId: RequestId, version: Version, verdictHash: Sha256, code: z.string().max(64) }),
  }),
  z.strictObject({
    type: z.literal('NonAnswerSigned'),
    data: z.strictObject({ requestId: RequestId, kind: NonAnswerKind, number: Version, until: Instant.optional(), messageHash: Sha256 }),
    private: z.strictObject({ text: z.string(), jws: z.string() }).optional(),
  }),
  z.strictObject({
    type: z.literal('SupplementReceived'),
    data: z.strictObject({ requestId: RequestId, number: Version, supplementHash: Sha256, dueAt: Instant.optional(), deadlineVersion: z.int().min(1).optional() }),
    private: z.strictObject({ text: z.string() }).optional(),
  }),
  z.strictObject({
    type: z.literal('ExtensionDecided'),
    data: z.strictObject({ requestId: RequestId, number: Version, grantedUntil: Instant.nullable(), deadlineVersion: z.int().min(1).optional() }),
  }),
  /** The due time has moved without its having been asked for: the longest pause is over, or a year without calendar became known. */
  z.strictObject({
    type: z.literal('DeadlineMoved'),
    data: z.strictObject({ requestId: RequestId, because: z.enum(['pause-ended', 'recounted']), dueAt: Instant, formerDueAt: Instant, provisional: z.boolean(), deadlineVersion: z.int().min(1) }),
  }),
]);
export type ItemEvent = z.infer<typeof ItemEvent>;
export type ItemEventOf<T extends ItemEvent['type']> = Extract<ItemEvent, { type: T }>;
