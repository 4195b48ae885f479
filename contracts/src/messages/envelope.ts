import { z } from 'zod';
import { IsoInstant, PartyId } from '../kernel/index.js';

/**
 * What is signed: a CloudEvents 1.0 event in structured form. `source` and `audience` stand inside the
 * signature, so a message cannot be turned round or passed on to someone else; the NATS headers repeat
 * the attributes for routers and are never trusted.
 */
export const Envelope = z.strictObject({
  specversion: z.literal('1.0').describe('of CloudEvents'),
  id: z.string().min(1).max(160).describe('unique per source; Nats-Msg-Id is made from it'),
  type: z.string().min(1).max(64).describe('which message of the catalogue'),
  source: PartyId.describe('who signed'),
  audience: PartyId.describe('for whom it was sealed'),
  time: IsoInstant.describe('when the message was made; at most 10 minutes ahead of the receiver'),
  data: z.unknown().describe('the message itself, of the shape of its type'),
});
export type Envelope = z.infer<typeof Envelope>;

/** CloudEvents attributes as NATS headers (CloudEvents NATS protocol binding, binary mode names). */
export const CE_HEADERS = {
  id: 'ce-id',
  type: 'ce-type',
  source: 'ce-source',
  specversion: 'ce-specversion',
  time: 'ce-time',
} as const;

/** Our bound on one sealed message, in bytes; NATS allows 1 MiB. What is larger goes to the dead letters unread. */
export const SEALED_BYTES_MAX = 256 * 1024;

/** A NATS message holds one sealed message or several, one a line; these bound it, in lines and bytes. */
export const BUNDLE_LINES_MAX = 100;
export const BUNDLE_BYTES_MAX = 900 * 1024;

/** How many entries a batched message (received, filed) carries at most. */
export const BATCHED_ITEMS_MAX = 200;
