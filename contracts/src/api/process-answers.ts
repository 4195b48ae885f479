import { z } from 'zod';
import { AgencyId } from '../kernel/index.js';

/** The process runs; nothing is said of what it stands on. */
export const Live = z.strictObject({ status: z.literal('live').describe('always live') });

/** Everything that the process needs answers. */
export const Ready = z.strictObject({
  status: z.literal('ready').describe('always ready; what is not ready answers 503'),
  checks: z.record(z.string(), z.enum(['ok', 'failing'])).describe('each thing that it needs, e.g. mongodb, nats, messages'),
});

/** Whether the registered keys are new. */
export const KeysRegistered = z.strictObject({ agency: AgencyId, added: z.boolean().describe('false where the very same keys were registered already') });
export type KeysRegistered = z.infer<typeof KeysRegistered>;

const LedgerFault = z.strictObject({
  id: z.string().describe('the commit, <stream>/<seq>'),
  kind: z.enum(['gap', 'hash', 'chain', 'time', 'body', 'cut-off']).describe('what does not hold'),
});

/** The whole ledger walked, every hash recomputed. */
export const LedgerVerification = z.strictObject({
  intact: z.boolean().describe('whether no fault was found'),
  commits: z.int().min(0).describe('how many were looked at'),
  streams: z.int().min(0).describe('how many ledger streams they are of'),
  faults: z.array(LedgerFault).max(100).describe('the first faults, at most 100'),
});
