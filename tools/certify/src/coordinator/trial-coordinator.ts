import { randomUUID } from 'node:crypto';
import { jetstreamManager } from '@nats-io/jetstream';
import { COORDINATOR, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { agencyDurable, MESSAGES, repliesStream, requestSubject, streamNames, type Envelope, type MessageData, type MessageName, type Request } from '@lianshen/contracts/messages';
import { provisionAgency, provisionStreams, type Nats } from '@lianshen/platform/messaging';
import { Sealer, signEnvelope, type KeyDirectory, type OwnKeys, type SignedMessage } from '@lianshen/platform/sealing';
import { inventedNumber, inventRequest } from './invented-request.js';
import { Replies } from './replies.js';
import { RotatedKeys } from './rotated-keys.js';

const STREAM_BYTES_MAX = 64 * 1024 ** 2;
/** Invented people with numbers from the first on; a target flags one of the last. */
const PEOPLE = 900;

/** A request that was made, and the bytes that stand for it however often it is sent. */
export interface MadeRequest {
  readonly request: Request;
  readonly requestId: string;
  readonly signed: SignedMessage;
}

export interface TrialPlace {
  readonly nats: Nats;
  readonly jurisdiction: string;
  readonly agency: AgencyId;
  readonly keys: OwnKeys;
  /** What it rotates to. */
  readonly nextKeys: OwnKeys;
  /** Holds the adapter's keys as they were registered. */
  readonly directory: KeyDirectory;
}

/** The coordinator as the kit plays it towards one adapter. */
export class TrialCoordinator {
  readonly replies: Replies;
  readonly rotated: RotatedKeys;
  readonly requests = new Map<string, MadeRequest>();
  /** Requests whose verdicts a check answers itself. */
  readonly held = new Set<string>();
  private readonly sealer: Sealer;
  private people = 0;

  constructor(readonly place: TrialPlace) {
    const { nats, jurisdiction, agency, keys, nextKeys, directory } = place;
    this.sealer = new Sealer(keys, directory);
    this.rotated = new RotatedKeys(nextKeys, directory, agency);
    this.replies = new Replies(nats, this.sealer, jurisdiction, agency);
  }

  /**
   * Makes the streams and the adapter's durable consumer, as the coordinator does at its start.
   * @returns the sequence of the first reply of the trial.
   */
  async provision(): Promise<number> {
    const { nats, jurisdiction, agency } = this.place;
    await provisionStreams(nats.connection, jurisdiction, STREAM_BYTES_MAX);
    await provisionAgency(nats.connection, jurisdiction, agency, STREAM_BYTES_MAX);
    const manager = await jetstreamManager(nats.connection);
    return (await manager.streams.info(repliesStream(jurisdiction, agency))).state.last_seq + 1;
  }

  /** Keeps the filing clerk from answering the verdicts of a request. */
  hold(requestId: string): void {
    this.held.add(requestId);
  }

  /** @param about another time of issue or another person than a new invented one; null leaves the number out. */
  make(about: { readonly issuedAt?: number; readonly identityNumber?: string | null } = {}): MadeRequest {
    const { issuedAt = Date.now(), identityNumber = inventedNumber(this.people++ % PEOPLE) } = about;
    const request = inventRequest(this.place.agency, issuedAt, identityNumber ?? undefined);
    const made = { request, requestId: request.requestId, signed: this.sign('request', request, { id: request.requestId, at: issuedAt }) };
    this.requests.set(request.requestId, made);
    return made;
  }

  /** Signs a message as the coordinator. @param at its time, epoch ms. */
  sign<N extends MessageName>(name: N, data: MessageData<N>, { id, at = Date.now() }: { readonly id?: string; readonly at?: number } = {}): SignedMessage {
    const envelope: Envelope = { specversion: '1.0', id: `${name}.${id ?? randomUUID()}`, type: MESSAGES[name].type, source: COORDINATOR, audience: this.place.agency, time: toIso(at), data };
    return signEnvelope(this.place.keys, envelope);
  }

  /** Seals for the adapter. @param day at which time, epoch ms: it fixes the key's day. */
  seal(signed: SignedMessage, day = Date.now()): string {
    const sealed = this.sealer.seal(signed, this.place.agency, day);
    if (!sealed.ok) throw new Error(`the kit cannot seal for the adapter: ${sealed.refusal.code}`);
    return sealed.value;
  }

  /** Publishes lines as one NATS message. Every publication is another one to the server: nothing is dropped as a duplicate. */
  async publish(...lines: readonly string[]): Promise<void> {
    const { nats, jurisdiction, agency } = this.place;
    await nats.jetstream.publish(requestSubject(jurisdiction, agency), lines.join('\n'), { msgID: randomUUID(), timeout: 5_000 });
  }

  send(made: MadeRequest): Promise<void> {
    return this.publish(this.seal(made.signed));
  }

  tell<N extends MessageName>(name: N, data: MessageData<N>): Promise<void> {
    return this.publish(this.seal(this.sign(name, data)));
  }

  /** How many messages the adapter has not been given yet, and how many it has not acknowledged. */
  async backlog(): Promise<{ readonly waiting: number; readonly unacknowledged: number; readonly pulling: boolean }> {
    const { nats, jurisdiction, agency } = this.place;
    const manager = await jetstreamManager(nats.connection);
    const info = await manager.consumers.info(streamNames(jurisdiction).requests, agencyDurable(agency));
    return { waiting: info.num_pending, unacknowledged: info.num_ack_pending, pulling: info.num_waiting > 0 };
  }

  /** @returns whether the adapter acknowledged everything within the bound. */
  async settled(withinMs: number): Promise<boolean> {
    const end = Date.now() + withinMs;
    for (;;) {
      const { waiting, unacknowledged } = await this.backlog();
      if (waiting === 0 && unacknowledged === 0) return true;
      if (Date.now() > end) return false;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
