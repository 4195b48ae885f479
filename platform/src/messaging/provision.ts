import { AckPolicy, DeliverPolicy, DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { AgencyId, Jurisdiction } from '@lianshen/contracts/kernel';
import { agencyDurable, COORDINATOR_DURABLE, deskNoticeSubject, eventSubject, NOTIFIER_DURABLE, replySubject, requestSubject, streamNames } from '@lianshen/contracts/messages';

const DAY_NS = 86_400_000_000_000;
const MAX_AGE_DAYS = 45;
const DUPLICATE_WINDOW_NS = 2 * 60 * 1_000_000_000;
export const ACK_WAIT_MS = 30_000;
const ACK_PENDING_MAX = 2_000;

/**
 * Makes the jurisdiction's streams as they must be; run by the coordinator at each start, idempotent.
 * @param bytesMax of each stream; the server reserves it, and refuses what comes when it is full.
 */
export async function provisionStreams(connection: NatsConnection, jurisdiction: Jurisdiction, bytesMax: number): Promise<void> {
  const manager = await jetstreamManager(connection);
  const names = streamNames(jurisdiction);
  await ensureStream(manager, names.requests, [requestSubject(jurisdiction, '*')], bytesMax);
  await ensureStream(manager, names.replies, [replySubject(jurisdiction, '*')], bytesMax);
  await ensureStream(manager, names.events, [eventSubject(jurisdiction), deskNoticeSubject(jurisdiction)], bytesMax);
  await ensureConsumer(manager, names.replies, COORDINATOR_DURABLE, replySubject(jurisdiction, '*'));
  await ensureConsumer(manager, names.events, NOTIFIER_DURABLE, deskNoticeSubject(jurisdiction));
}

/** Makes the durable consumer of an agency: an agency's own account cannot, and must not. */
export async function provisionAgency(connection: NatsConnection, jurisdiction: Jurisdiction, agency: AgencyId): Promise<void> {
  const manager = await jetstreamManager(connection);
  await ensureConsumer(manager, streamNames(jurisdiction).requests, agencyDurable(agency), requestSubject(jurisdiction, agency));
}

async function ensureStream(manager: JetStreamManager, name: string, subjects: string[], bytesMax: number): Promise<void> {
  const limits = {
    subjects,
    max_age: MAX_AGE_DAYS * DAY_NS,
    max_bytes: bytesMax,
    discard: DiscardPolicy.New,
    duplicate_window: DUPLICATE_WINDOW_NS,
  };
  const existing = await manager.streams.info(name).catch(() => undefined);
  if (existing) await manager.streams.update(name, { ...existing.config, ...limits });
  else await manager.streams.add({ name, storage: StorageType.File, retention: RetentionPolicy.Limits, num_replicas: 1, ...limits });
}

async function ensureConsumer(manager: JetStreamManager, stream: string, durable: string, subject: string): Promise<void> {
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
    max_ack_pending: ACK_PENDING_MAX,
  });
}
