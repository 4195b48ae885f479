import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { COORDINATOR, toIso, type RequestId } from '@lianshen/contracts/kernel';
import { BATCHED_ITEMS_MAX, MESSAGES, type Envelope, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import { CLOCK, type Clock } from '@lianshen/platform/clock';
import { Gathered, SealedOutbox } from '@lianshen/platform/messaging';
import { OWN_KEYS } from '@lianshen/platform/process';
import { signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';
import { ENVIRONMENT, type AdapterEnvironment } from '../environment.js';
import { nonAnswerEnvelope, type ItemState, type NonAnswer } from '../worklist/domain/index.js';

/** How long a receipt waits for others; they share one message and one signature. */
const GATHER_MS = 50;

/** The adapter's messages to the coordinator. */
@Injectable()
export class ReplyOutbox {
  private readonly receipts: Gathered<RequestId>;

  constructor(
    @Inject(SealedOutbox) private readonly sealed: SealedOutbox,
    @Inject(OWN_KEYS) private readonly own: OwnKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: AdapterEnvironment,
  ) {
    this.receipts = new Gathered((_, requestIds) => this.send('received', { requestIds: [...requestIds] }), { waitMs: GATHER_MS, groupMax: BATCHED_ITEMS_MAX });
  }

  received(requestId: RequestId): Promise<void> {
    return this.receipts.add(COORDINATOR, requestId);
  }

  resync(reason: MessageData<'resync'>['reason']): Promise<void> {
    return this.send('resync', { reason });
  }

  /**
   * Sends the verdict as it was signed; again, until it is filed or rejected.
   * @param attempt keeps the server from taking a verdict that is sent again for a duplicate.
   */
  async verdict(requestId: RequestId, { verdict }: ItemState, attempt: string): Promise<void> {
    if (!verdict?.jws) return;
    const { version, verdictHash, signedAt, jws } = verdict;
    const envelope = this.envelope('verdict', `${requestId}.${version}`, signedAt, {});
    await this.publish(envelope, { jws, payloadHash: verdictHash }, `${envelope.id}.${attempt}`);
  }

  /**
   * Sends a message that is no answer, as it was signed.
   * @param attempt keeps the server from taking one that is sent again for a duplicate.
   */
  async nonAnswer(requestId: RequestId, { kind, number, signedAt, jws, messageHash }: NonAnswer, attempt: string): Promise<void> {
    if (jws === undefined) return;
    const envelope = nonAnswerEnvelope(kind, this.environment.AGENCY_ID, requestId, number, signedAt);
    await this.publish(envelope, { jws, payloadHash: messageHash }, `${envelope.id}.${attempt}`);
  }

  private async send<N extends MessageName>(name: N, data: MessageData<N>): Promise<void> {
    const envelope = this.envelope(name, randomUUID(), this.clock.now(), data);
    await this.publish(envelope, signEnvelope(this.own, envelope), envelope.id);
  }

  private publish(envelope: Envelope, signed: { jws: string; payloadHash: string }, messageId: string): Promise<void> {
    return this.sealed.fromAgency(this.environment.AGENCY_ID, envelope, signed, messageId);
  }

  private envelope(name: MessageName, id: string, at: number, data: object): Envelope {
    return {
      specversion: '1.0',
      id: `${name}.${id}`,
      type: MESSAGES[name].type,
      source: this.environment.AGENCY_ID,
      audience: COORDINATOR,
      time: toIso(at),
      data,
    };
  }
}
