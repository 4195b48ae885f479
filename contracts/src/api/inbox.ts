import { z } from 'zod';
import { BatchId, CaseId, IsoInstant, PartyId, RequestId } from '../kernel/index.js';
import { CoordinatorNotice, DeskFact } from '../messages/index.js';
import { PageQuery } from './batches.js';

/** That vetting began is no news to the officer who began it. */
const CASE_FACTS = CoordinatorNotice.shape.fact.exclude(['vetting-started']).options.map((fact) => `case-${fact}` as const);

/** What a desk can be told: of its own requests where it is an agency's, of whole cases where it is the coordinator's. */
export const NoticeFact = z.enum([...DeskFact.options, ...CASE_FACTS]).describe('what happened');
export type NoticeFact = z.infer<typeof NoticeFact>;

export const Language = z.enum(['zh', 'en']).describe('language of the mails');
export type Language = z.infer<typeof Language>;

const instantOrNull = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);
const Position = z.int().min(1).describe('number of the notice in this inbox, growing; there may be gaps');

/** A notice in the inbox of a desk. It names no person, and to an agency no other agency. */
export const InboxItem = z.strictObject({
  position: Position,
  fact: NoticeFact,
  requestId: RequestId.nullable().describe("the agency's request; null in the coordinator's inbox"),
  caseId: CaseId.nullable().describe("the case; null in an agency's inbox"),
  batchId: BatchId.nullable().describe("the batch; null in an agency's inbox"),
  dueAt: instantOrNull('when the answer to the request is due'),
  at: IsoInstant.describe('when it happened; RFC 3339, UTC'),
  text: z.strictObject({ zh: z.string().describe('the sentence in Chinese'), en: z.string().describe('the sentence in English') }).describe('for people'),
  readAt: instantOrNull('when somebody of the desk marked it as read'),
});
export type InboxItem = z.infer<typeof InboxItem>;

export const InboxQuery = z.strictObject({
  ...PageQuery.shape,
  unread: z.enum(['true', 'false']).default('false').describe('true: only what nobody of the desk has marked as read'),
});

/** A page of the inbox of one's own desk, the newest first. */
export const InboxPage = z.strictObject({ items: z.array(InboxItem).describe('the notices'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type InboxPage = z.infer<typeof InboxPage>;

export const MarkReadBody = z.strictObject({ positions: z.array(Position).min(1).max(500).describe('notices of the own inbox') });

/** How many were marked now; what was read already is not counted. */
export const MarkedRead = z.strictObject({ marked: z.int().min(0).describe('notices that were unread until now') });

/** What a desk wants of its mails. */
export const DeskPreferences = z.strictObject({
  language: Language,
  mail: z.boolean().describe('whether digests are mailed at all, where the desk has an address'),
  quiet: z.boolean().describe('whether mails wait until the office is open'),
});
export type DeskPreferences = z.infer<typeof DeskPreferences>;

export const DeliveryChannel = z.enum(['inbox', 'mail']).describe('by which way');
export const DeliveryStatus = z.enum(['queued', 'delivered', 'undelivered']).describe('undelivered: given up after the last try');
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const DeliveryQuery = z.strictObject({
  ...PageQuery.shape,
  desk: PartyId.describe('coordinator or an agency'),
  channel: DeliveryChannel,
  status: DeliveryStatus.optional().describe('only those of this status'),
});

const Delivery = z.strictObject({
  desk: PartyId.describe('whose desk'),
  channel: DeliveryChannel,
  status: DeliveryStatus,
  notices: z.int().min(1).describe('how many notices it holds'),
  at: IsoInstant.describe('when it was taken in; RFC 3339, UTC'),
  attempts: z.int().min(0).describe('how often it was tried'),
  deliveredAt: instantOrNull('when it was delivered'),
  readAt: instantOrNull('of the inbox: when it was marked as read'),
  messageId: z.string().nullable().describe('of a mail: its Message-ID, the same at each try'),
  fault: z.string().nullable().describe('code of the last try that failed, e.g. ECONNREFUSED'),
});

/** A page of the delivery log of one desk and channel, the newest first. */
export const DeliveryPage = z.strictObject({ items: z.array(Delivery).describe('the deliveries'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type DeliveryPage = z.infer<typeof DeliveryPage>;
