import { z } from 'zod';
import { IsoInstant, RequestId, Sha256 } from '../kernel/index.js';
import { VerdictCode } from './verdict-code.js';

export const Signer = z.strictObject({
  id: z.string().min(1).max(64).describe("the person's id within the agency; four eyes are told apart by it"),
  name: z.string().min(1).max(64).describe("the person's name"),
});
export type Signer = z.infer<typeof Signer>;

/** Who signed, and in whose place where the right to sign was another's. */
export const Approver = Signer.extend({
  onBehalfOf: z
    .strictObject({
      id: Signer.shape.id,
      name: Signer.shape.name,
      ground: z.enum(['absence', 'recusal', 'workload']).describe('why: absence 外出或休假 · recusal 回避 · workload 工作安排'),
      delegation: z.int().min(1).max(99_999).describe("number of the delegation in the agency's own record"),
    })
    .optional()
    .describe('whose powers were used by delegation (委托代理); absent: the own'),
});
export type Approver = z.infer<typeof Approver>;

/** Everybody whose eyes or powers an approval rests on: who signed, and in whose place. No two approvals of one verdict share anybody. */
export const behindApproval = ({ id, onBehalfOf }: Approver): readonly string[] => (onBehalfOf ? [id, onBehalfOf.id] : [id]);

/** What a flag rests on. Without facts and basis it cannot be sent. */
export const Finding = z.strictObject({
  facts: z.string().min(1).max(4000).describe('without the identity of any reporter'),
  basis: z.string().min(1).max(1000).describe('law, rule or policy, with its article'),
  evidenceLevel: z.enum(['verified', 'under-verification', 'clue-only']).describe('how far the facts are established'),
  heard: z.enum(['heard', 'not-heard', 'not-permitted']).describe('whether the person could state and defend'),
});
export type Finding = z.infer<typeof Finding>;

/** ← agency: its answer. A correction is a new version; the older one stays on record. */
export const Verdict = z
  .strictObject({
    requestId: RequestId,
    version: z.int().min(1).max(99).describe('1, and one more for each correction'),
    requestHash: Sha256.describe("SHA-256 over the bytes of the request's signed payload as they were received, base64url"),
    supplementHashes: z.array(Sha256).max(99).describe('hashes of the supplements that were considered, computed alike, in the order of their numbers'),
    code: VerdictCode.describe('CLEAR or a flag'),
    category: z.string().min(1).max(64).describe("the agency's own reply wording: one of the request's categories, and of the code given there"),
    findings: z.array(Finding).max(20).describe('what a flag rests on; at least one where the code is not CLEAR'),
    clerk: Signer.describe('who drafted the answer (经办人)'),
    approvers: z.array(Approver).min(1).max(5).describe('who signed it (签发人); none of them, nor anybody in whose place they signed, is the clerk or stands twice'),
    mode: z.enum(['human', 'automatic']).describe('whether a person or a standing order answered'),
    standingOrder: z.string().min(1).max(64).optional().describe('under which an automatic answer was given'),
    decidedAt: IsoInstant.describe('when the answer was signed; RFC 3339, UTC, milliseconds'),
  })
  .refine((verdict) => verdict.code === 'CLEAR' || verdict.findings.length > 0, 'a flag needs a finding with facts and basis')
  .refine((verdict) => (verdict.mode === 'automatic') === (verdict.standingOrder !== undefined), 'an automatic answer names its standing order');
export type Verdict = z.infer<typeof Verdict>;
