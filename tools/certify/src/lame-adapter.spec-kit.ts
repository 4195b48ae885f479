import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ConsumerMessages } from '@nats-io/jetstream';
import { COORDINATOR, toIso } from '@lianshen/contracts/kernel';
import { agencyDurable, MESSAGES, replySubject, streamNames, type Envelope, type Request, type Verdict } from '@lianshen/contracts/messages';
import { connectNats, type Nats } from '@lianshen/platform/messaging';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, signTogether, type SignedMessage } from '@lianshen/platform/sealing';
import type { Target } from './target/target.js';

const SELF_APPROVED = { id: 'one-and-the-same', name: '独任（虚构）' };

/**
 * An adapter that gets much wrong: it binds another hash than the request's, lets the clerk approve alone, signs anew
 * whenever a request comes, forgets recalls, takes a bundle for one line, never sends again, never asks for a resync, knows one set of the coordinator's keys, does not use its own next ones,
 * and tells the person's name in clear. What it opens, it opens as it should.
 */
export class LameAdapter implements Target {
  readonly agency = 'court';
  readonly jurisdiction = `lame-${randomBytes(4).toString('hex')}`;
  readonly coordinatorKeys = generateOwnKeys(COORDINATOR);
  readonly nextCoordinatorKeys = generateOwnKeys(COORDINATOR);
  readonly flaggedNumber = undefined;
  readonly startedEmpty = true;
  private readonly own = generateOwnKeys(this.agency);
  private readonly sealer: Sealer;
  private messages: ConsumerMessages | undefined;
  private reading: Promise<void> = Promise.resolve();

  private constructor(
    readonly nats: Nats,
    /** Whether its verdicts stand under a signed root, or each has a signature of its own. */
    private readonly signs: 'together' | 'alone',
  ) {
    const directory = new KeyDirectory();
    directory.register(publicKeysOf(this.coordinatorKeys));
    this.sealer = new Sealer(this.own, directory);
  }

  static async connect(url: string, signs: 'together' | 'alone' = 'alone'): Promise<LameAdapter> {
    return new LameAdapter(await connectNats({ url, inboxPrefix: '_INBOX', name: 'lame adapter' }), signs);
  }

  adapterKeys() {
    return Promise.resolve(publicKeysOf(this.own));
  }

  rotateCoordinator(): Promise<void> {
    return Promise.resolve();
  }

  /** Keys of which it never uses the one to sign with. */
  prepareAdapterKeys() {
    return Promise.resolve(publicKeysOf({ ...generateOwnKeys(this.agency), agree: this.own.agree }));
  }

  async start(isPulling: () => Promise<boolean>): Promise<boolean> {
    const consumer = await this.nats.jetstream.consumers.get(streamNames(this.jurisdiction).requests, agencyDurable(this.agency));
    this.messages = await consumer.consume();
    this.reading = this.read(this.messages);
    while (!(await isPulling())) await pause(50);
    return false;
  }

  async stop(): Promise<void> {
    await this.messages?.close();
    await this.reading;
    await this.nats.connection.close();
  }

  private async read(messages: ConsumerMessages): Promise<void> {
    for await (const message of messages) {
      message.ack();
      const opened = this.sealer.open(message.string(), Date.now());
      if (!opened.ok || opened.value.envelope.type !== MESSAGES.request.type) continue;
      const request = MESSAGES.request.schema.safeParse(opened.value.envelope.data);
      if (request.success && request.data.agency === this.agency) await this.answer(request.data);
    }
  }

  private async answer({ requestId, person }: Request): Promise<void> {
    const verdict: Verdict = {
      requestId, version: 1, requestHash: randomBytes(32).toString('base64url'), supplementHashes: [], code: 'CLEAR', category: '无反映', findings: [],
      clerk: SELF_APPROVED, approvers: [SELF_APPROVED], mode: 'human', decidedAt: toIso(Date.now()),
    };
    const envelope: Envelope = { specversion: '1.0', id: `verdict.${requestId}.1`, type: MESSAGES.verdict.type, source: this.agency, audience: COORDINATOR, time: verdict.decidedAt, data: verdict };
    const sealed = this.sealer.seal(this.sign(envelope), COORDINATOR, Date.now());
    if (sealed.ok) await this.publish(sealed.value);
    await this.publish(JSON.stringify({ name: person.name }));
  }

  private sign(envelope: Envelope): SignedMessage {
    const [together] = signTogether(this.own, [envelope, { ...envelope, id: 'another' }], Date.now());
    return this.signs === 'together' && together ? together : signEnvelope(this.own, envelope);
  }

  private async publish(content: string): Promise<void> {
    await this.nats.jetstream.publish(replySubject(this.jurisdiction, this.agency), content);
  }
}
