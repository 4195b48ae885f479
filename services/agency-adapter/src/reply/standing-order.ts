import { z } from 'zod';
import { AgencyId } from '@lianshen/contracts/kernel';
import { Signer, VerdictCode } from '@lianshen/contracts/messages';

/**
 * Named persons, a clerk and as many approvers as the policy asks for, order that what the connector finds goes out by
 * itself: which codes, for how long, and how many are drawn at random for a person to check. Without one, a finding is
 * only a proposal beside the form.
 */
export const StandingOrder = z
  .strictObject({
    id: z.string().min(1).max(64),
    agency: AgencyId,
    codes: z.array(VerdictCode).min(1),
    signers: z.array(Signer.extend({ role: z.enum(['clerk', 'approver']) })).min(2).max(6),
    validFrom: z.iso.datetime({ offset: true }),
    validUntil: z.iso.datetime({ offset: true }),
    /** One in so many is drawn for a person to answer; 1 draws all of them, absent draws none. */
    checkOneIn: z.int().min(1).max(10_000).optional(),
    note: z.string().max(200).optional(),
  })
  .refine(({ signers }) => new Set(signers.map(({ id }) => id)).size === signers.length, 'a person signs once')
  .refine(({ signers }) => signers.filter(({ role }) => role === 'clerk').length === 1, 'exactly one signer is the clerk')
  .refine(({ signers }) => signers.some(({ role }) => role === 'approver'), 'an approver signs besides the clerk');
export type StandingOrder = z.infer<typeof StandingOrder>;

/** Whether the order holds at this time (epoch ms). */
export const isInForce = ({ validFrom, validUntil }: StandingOrder, now: number): boolean => Date.parse(validFrom) <= now && now < Date.parse(validUntil);

/** Whether the order covers an answer of this code at this time (epoch ms). */
export const covers = (order: StandingOrder, code: VerdictCode, now: number): boolean => order.codes.includes(code) && isInForce(order, now);
