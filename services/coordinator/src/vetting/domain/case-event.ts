import { z } from 'zod';
import { AgencyId, BatchId, Instant, Nonce, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import { Signer, VerdictCode } from '@lianshen/contracts/messages';
import { Candidate } from './candidate.js';

const Version = z.int().min(1).max(99);

/** What an agency said instead of an answer, by whom, and the signed message as it came. */
const Said = z.strictObject({ text: z.string(), clerk: Signer, jws: z.string() });
export type Said = z.infer<typeof Said>;

/** The facts of a case, as they stand in its ledger stream. What names or describes the person is in `private`. */
export const CaseEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('CaseOpened'),
    data: z.strictObject({
      batchId: BatchId,
      row: z.int().min(0).describe("the sheet's row, 0 where there was no sheet"),
      policyHash: Sha256,
      conclusion: z.enum(['automatic', 'officer']),
    }),
    private: z.strictObject({ candidate: Candidate }).optional(),
  }),
  z.strictObject({ type: z.literal('VettingStarted'), data: z.strictObject({ round: z.int().min(1) }) }),
  z.strictObject({
    type: z.literal('RequestIssued'),
    data: z.strictObject({
      requestId: RequestId,
      agency: AgencyId,
      round: z.int().min(1),
      nonce: Nonce,
      issuedAt: Instant,
      dueAt: Instant,
      provisional: z.boolean().describe('a year without calendar was counted Monday to Friday'),
      deadlineVersion: z.int().min(1),
      approversMin: z.int().min(1).max(5).optional().describe('absent in requests that were issued before it was sent along'),
      destroyAfter: Instant,
      requestHash: Sha256,
    }),
  }),
  z.strictObject({ type: z.literal('ReceiptRecorded'), data: z.strictObject({ agency: AgencyId, requestId: RequestId }) }),
  z.strictObject({
    type: z.literal('VerdictFiled'),
    data: z.strictObject({
      agency: AgencyId,
      requestId: RequestId,
      version: Version,
      code: VerdictCode,
      blocking: z.boolean(),
      mode: z.enum(['human', 'automatic']),
      verdictHash: Sha256,
      lateWorkingDays: z.int().min(0),
      afterHalt: z.boolean(),
    }),
    private: z.strictObject({ category: z.string(), jws: z.string().describe('the signed message as it came') }).optional(),
  }),
  z.strictObject({
    type: z.literal('VerdictRejected'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, version: Version, verdictHash: Sha256, code: z.string().max(64) }),
  }),
  z.strictObject({
    type: z.literal('RequestOverdue'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, deadlineVersion: z.int().min(1) }),
  }),
  z.strictObject({
    type: z.literal('MoreAsked'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, number: Version }),
    private: Said.optional(),
  }),
  z.strictObject({
    type: z.literal('SupplementSent'),
    data: z.strictObject({
      agency: AgencyId,
      requestId: RequestId,
      number: Version,
      question: Version.describe('which question it answers'),
      nonce: Nonce,
      sentAt: Instant,
      dueAt: Instant.describe('moved by the time that the question was open'),
      provisional: z.boolean(),
      deadlineVersion: z.int().min(1),
      supplementHash: Sha256,
    }),
    private: z.strictObject({ text: z.string() }).optional(),
  }),
  z.strictObject({
    type: z.literal('ExtensionAsked'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, number: Version, until: Instant }),
    private: Said.optional(),
  }),
  z.strictObject({
    type: z.literal('ExtensionDecided'),
    data: z.strictObject({
      agency: AgencyId,
      requestId: RequestId,
      number: Version,
      grantedUntil: Instant.nullable().describe('null where it was refused'),
      deadlineVersion: z.int().min(1).optional().describe('of the new due time, where it was granted'),
    }),
  }),
  z.strictObject({
    type: z.literal('RequestDeclined'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, kind: z.enum(['out-of-scope', 'recused']) }),
    private: Said.optional(),
  }),
  z.strictObject({ type: z.literal('RequestRecalled'), data: z.strictObject({ agency: AgencyId, requestId: RequestId }) }),
  z.strictObject({ type: z.literal('CaseHalted'), data: z.strictObject({ agency: AgencyId, reviewAt: Instant }) }),
  z.strictObject({ type: z.literal('FlagAdded'), data: z.strictObject({ agency: AgencyId }) }),
  z.strictObject({ type: z.literal('FlagCorrected'), data: z.strictObject({ agency: AgencyId }) }),
  z.strictObject({
    type: z.literal('CaseCleared'),
    data: z.strictObject({ validUntil: Instant, verdictHashes: z.record(AgencyId, Sha256) }),
  }),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
