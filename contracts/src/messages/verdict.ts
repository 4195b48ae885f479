import { z } from 'zod';
import { IsoInstant, RequestId, Sha256 } from '../kernel/index.js';
import { VerdictCode } from './verdict-code.js';

export const Signer = z.strictObject({ id: z.string().min(1).max(64), name: z.string().min(1).max(64) });
export type Signer = z.infer<typeof Signer>;

/** What a flag rests on. Without facts and basis it cannot be sent. */
export const Finding = z.strictObject({
  facts: z.string().min(1).max(4000).describe('without the identity of any reporter'),
  basis: z.string().min(1).max(1000).describe('law, rule or policy, with its article'),
  evidenceLevel: z.enum(['verified', 'under-verification', 'clue-only']),
  heard: z.enum(['heard', 'not-heard', 'not-permitted']).describe('whether the person could state and defend'),
});
export type Finding = z.infer<typeof Finding>;

/** ← agency: its answer. A correction is a new version; the older one stays on record. */
export const Verdict = z
  .strictObject({
    requestId: RequestId,
    version: z.int().min(1).max(99),
    requestHash: Sha256.describe('SHA-256 of the decrypted request as it was received'),
    supplementHashes: z.array(Sha256).max(99),
    code: VerdictCode,
    category: z.string().min(1).max(64).describe("the agency's own reply wording"),
    findings: z.array(Finding).max(20),
    clerk: Signer.describe('经办人'),
    approvers: z.array(Signer).min(1).max(5).describe('签发人'),
    mode: z.enum(['human', 'automatic']),
    standingOrder: z.string().min(1).max(64).optional().describe('under which an automatic answer was given'),
    decidedAt: IsoInstant,
  })
  .refine((verdict) => verdict.code === 'CLEAR' || verdict.findings.length > 0, 'a flag needs a finding with facts and basis')
  .refine((verdict) => (verdict.mode === 'automatic') === (verdict.standingOrder !== undefined), 'an automatic answer names its standing order');
export type Verdict = z.infer<typeof Verdict>;
