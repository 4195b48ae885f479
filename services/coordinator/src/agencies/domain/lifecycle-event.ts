import { z } from 'zod';
import { AgencyId, Instant } from '@lianshen/contracts/kernel';
import { AgencyName } from '@lianshen/contracts/messages';

const PersonId = z.string().min(1).max(128);
const Reason = z.string().min(1).max(2_000);
export const ChangeNumber = z.int().min(1).max(99);

/** A unified social credit code (GB 32100) as it was registered, and when it holds. */
export const CreditCode = z.strictObject({ code: z.string().length(18), validFrom: Instant.optional(), validUntil: Instant.optional() });
export type CreditCode = z.infer<typeof CreditCode>;

/** What one person proposes and another confirms, because it takes work from one office or gives it to another. */
export const AgencyChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('merge'), into: AgencyId, effectiveAt: Instant }),
  z.strictObject({ kind: z.literal('suspend') }),
  z.strictObject({ kind: z.literal('resume') }),
]);
export type AgencyChange = z.infer<typeof AgencyChange>;

/** The facts of an agency's life. Nothing in them is about a candidate; persons are named by their ids. */
export const LifecycleEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('AgencyRegistered'), data: z.strictObject({ name: AgencyName, code: CreditCode.optional(), by: PersonId }) }),
  z.strictObject({
    type: z.literal('AgencyRenamed'),
    data: z.strictObject({ name: AgencyName, code: CreditCode.optional().describe('absent: the code stays'), effectiveAt: Instant, reason: Reason, by: PersonId }),
  }),
  z.strictObject({ type: z.literal('AgencyChangeProposed'), data: z.strictObject({ number: ChangeNumber, change: AgencyChange, reason: Reason, by: PersonId }) }),
  z.strictObject({ type: z.literal('AgencyChangeConfirmed'), data: z.strictObject({ number: ChangeNumber, by: PersonId }) }),
  z.strictObject({ type: z.literal('AgencyChangeRefused'), data: z.strictObject({ number: ChangeNumber, reason: Reason, by: PersonId }) }),
  z.strictObject({
    type: z.literal('AgencyMerged'),
    data: z.strictObject({ into: AgencyId, effectiveAt: Instant.describe('never before the commit: what was signed until then counts'), change: ChangeNumber }),
  }),
  z.strictObject({ type: z.literal('AgencySuspended'), data: z.strictObject({ change: ChangeNumber }) }),
  z.strictObject({ type: z.literal('AgencyResumed'), data: z.strictObject({ change: ChangeNumber }) }),
]);
export type LifecycleEvent = z.infer<typeof LifecycleEvent>;

const TYPES: ReadonlySet<string> = new Set(LifecycleEvent.options.map(({ shape }) => shape.type.value));

export const isLifecycleEvent = (event: { readonly type: string }): event is LifecycleEvent => TYPES.has(event.type);
