import { AckPolicy, DeliverPolicy, DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType, type JetStreamManager, type StreamConfig } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { AgencyId, Jurisdiction } from '@lianshen/contracts/kernel';
import { agencyDurable, BUNDLE_BYTES_MAX, COORDINATOR_DURABLE, deskNoticeSubject, eventSubject, NOTIFIER_DURABLE, repliesStream, replySubject, requestSubject, streamNames } from '@lianshen/contracts/messages';

const DAY_NS = 86_400_000_000_000;
const MAX_AGE_DAYS = 45;
const DUPLICATE_WINDOW_NS = 2 * 60 * 1_000_000_000;
export const ACK_WAIT_MS = 30_000;
const ACK_PENDING_MAX = 2_000;
/** Of one agency's replies: what a flood can put into the coordinator's memory at most, over all its replicas. */
const REPLIES_PENDING_MAX = 128;
/** A bundle and its headers. */
const REPLY_BYTES_MAX = BUNDLE_BYTES_MAX + 16 * 1024;
const REPLIES_MAX = 50_000;

/**
 * Makes the jurisdiction's streams as they must be; run by the coordinator at each start, idempotent.
 * @param bytesMax of each stream; the server reserves it, and refuses what comes when it is full.
 */
export async function provisionStreams(connection: NatsConnection, jurisdiction: Jurisdiction, bytesMax: number): Promise<void> {
  const manager = await jetstreamManager(connection);
  const names = streamNames(jurisdiction);
  await dropSharedReplies(manager, jurisdiction);
  await ensureStream(manager, names.requests, { subjects: [requestSubject(jurisdiction, '*')], max_bytes: bytesMax });
  await ensureStream(manager, names.events, { subjects: [eventSubject(jurisdiction), deskNoticeSubject(jurisdiction)], max_bytes: bytesMax });
  await ensureConsumer(manager, names.events, NOTIFIER_DURABLE, deskNoticeSubject(jurisdiction));
}

/**
 * Makes what an agency needs and its own account cannot make: the consumer of its requests, and the stream of its replies
 * with the coordinator's consumer. What was handled leaves that stream; what a flood leaves in it stands in nobody else's way.
 * @param repliesBytesMax of unhandled replies; the server reserves it, and refuses what comes when it is full.
 */
export async function provisionAgency(connection: NatsConnection, jurisdiction: Jurisdiction, agency: AgencyId, repliesBytesMax: number): Promise<void> {
  const manager = await jetstreamManager(connection);
  const replies = repliesStream(jurisdiction, agency);
  await ensureConsumer(manager, streamNames(jurisdiction).requests, agencyDurable(agency), requestSubject(jurisdiction, agency));
  await ensureStream(manager, replies, { subjects: [replySubject(jurisdiction, agency)], retention: RetentionPolicy.Workqueue, max_bytes: repliesBytesMax, max_msgs: REPLIES_MAX, max_msg_size: REPLY_BYTES_MAX });
  await ensureConsumer(manager, replies, COORDINATOR_DURABLE, replySubject(jurisdiction, agency), REPLIES_PENDING_MAX);
}

/** Earlier versions kept the replies of all agencies in one stream. What was not handled in it is sent again by its sender. */
async function dropSharedReplies(manager: JetStreamManager, jurisdiction: Jurisdiction): Promise<void> {
  const name = `REPLIES_${jurisdiction}`;
  const existing = await manager.streams.info(name).catch(() => undefined);
  if (existing) await manager.streams.delete(name);
}

async function ensureStream(manager: JetStreamManager, name: string, own: Partial<StreamConfig>): Promise<void> {
  const limits = {
    ...own,
    max_age: MAX_AGE_DAYS * DAY_NS,
    discard: DiscardPolicy.New,
    duplicate_window: DUPLICATE_WINDOW_NS,
  };
  const existing = await manager.streams.info(name).catch(() => undefined);
  if (existing) await manager.streams.update(name, { ...existing.config, ...limits });
  else await manager.streams.add({ storage: StorageType.File, retention: RetentionPolicy.Limits, num_replicas: 1, ...limits, name });
}

async function ensureConsumer(manager: JetStreamManager, stream: string, durable: string, subject: string, pendingMax = ACK_PENDING_MAX): Promise<void> {
  const existing = await manager.consumers.info(stream, durable).catch(() => undefined);
  if (existing) return;
  await manager.consumers.add(stream, {
    durable_name: durable,
    filter_subject: subject,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: ACK_WAIT_MS * 1_000_000,
    // The strategy dead-letters; the server must never give up in silence.
    max_deliver: -1,
    max_ack_pending: pendingMax,
  });
}
