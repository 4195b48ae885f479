import { z } from 'zod';
import { BatchId, IsoInstant, RequestId } from '../kernel/index.js';
import { StaffRef } from './recusals.js';

const Until = IsoInstant.describe('RFC 3339, UTC, milliseconds');
const Reason = z.string().trim().min(1).max(1_000).describe('why, for the record');

/** What somebody stands in for. */
export const DelegationScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all').describe('every item') }),
  z.strictObject({ kind: z.literal('batch').describe('the items of one batch'), batch: BatchId }),
  z.strictObject({ kind: z.literal('item').describe('one item'), requestId: RequestId }),
]);
export type DelegationScope = z.infer<typeof DelegationScope>;

/** The role whose powers go to another: to sign, or to lead. */
export const DelegatedRole = z.enum(['approver', 'agencyHead']).describe('approver 签发 · agencyHead 负责人');
export type DelegatedRole = z.infer<typeof DelegatedRole>;

export const DelegationGround = z.enum(['absence', 'recusal', 'workload']).describe('absence 外出或休假 · recusal 回避 · workload 工作安排');
export type DelegationGround = z.infer<typeof DelegationGround>;

/**
 * `POST /api/delegations`: the head records that somebody is absent, or lets another use powers in their place (委托代理). For
 * the head themself the superior does.
 */
export const GrantDelegationBody = z
  .strictObject({
    of: StaffRef.describe('who is absent, or whose powers they are'),
    to: StaffRef.optional().describe('who acts instead; absent: nobody, the absence alone is recorded'),
    role: DelegatedRole.optional().describe('as what they act'),
    ground: DelegationGround,
    scope: DelegationScope.default({ kind: 'all' }).describe('for which items'),
    from: Until.describe('since when'),
    until: Until.describe('until when, at most 92 days after it begins'),
    reason: Reason,
  })
  .refine(({ to, role }) => (to === undefined) === (role === undefined), { path: ['role'], message: 'a role goes to somebody' })
  .refine(({ to, ground }) => to !== undefined || ground === 'absence', { path: ['to'], message: 'somebody acts instead' });
export type GrantDelegationBody = z.infer<typeof GrantDelegationBody>;

/** `POST /api/delegations/:number/end`. */
export const EndDelegationBody = z.strictObject({ reason: Reason });

export const DelegationNumber = z.coerce.number().int().min(1).max(99_999).describe('number of the delegation');

const DelegationLine = z.strictObject({
  number: z.int().min(1).describe('which delegation of this agency'),
  of: StaffRef.describe('who is absent, or whose powers they are'),
  to: StaffRef.nullable().describe('who acts instead'),
  role: DelegatedRole.nullable().describe('as what they act'),
  ground: DelegationGround,
  scope: DelegationScope.describe('for which items'),
  from: Until,
  until: Until,
  reason: z.string().describe('why'),
  by: z.string().describe('id of who granted it'),
  grantedAt: Until,
  ended: z.strictObject({ at: Until, by: z.string().describe('id of the person'), reason: z.string().describe('why') }).nullable().describe('that it ended before its time'),
});

/** Delegations and absences on record, the newest first. */
export const DelegationPage = z.strictObject({ items: z.array(DelegationLine).describe('the delegations'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type DelegationPage = z.infer<typeof DelegationPage>;
