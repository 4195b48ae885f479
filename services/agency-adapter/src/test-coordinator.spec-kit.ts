import { randomUUID } from 'node:crypto';
import { COORDINATOR, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { findMessageName, MESSAGES, replySubject, requestSubject, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import type { Clock } from '@lianshen/platform/clock';
import { linesOf, type Nats } from '@lianshen/platform/messaging';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, type OwnKeys } from '@lianshen/platform/sealing';

/** A reply as the coordinator opened it. */
export interface Reply {
  readonly name: MessageName;
  readonly data: Record<string, unknown>;
  readonly payloadHash: string;
}

/** The coordinator as an adapter sees one: keys, what it sends, and what comes back. */
export class TestCoordinator {
  readonly keys = generateOwnKeys(COORDINATOR);
  readonly replies: Reply[] = [];
  private readonly directory = new KeyDirectory();
  private readonly sealer = new Sealer(this.keys, this.directory);

  constructor(
    private readonly agency: AgencyId,
    private readonly clock: Clock,
    private readonly nats: Nats,
    private readonly jurisdiction: string,
  ) {}

  /** From here on it knows the agency and listens to it. */
  meet(agency: OwnKeys): void {
    this.directory.register(publicKeysOf(agency));
    this.nats.connection.subscribe(replySubject(this.jurisdiction, this.agency), {
      callback: (error, message) => {
        if (!error) for (const line of linesOf(message.string())) this.open(line);
      },
    });
  }

  /** Signs, seals and publishes a message; @returns the hash of what was signed. */
  async send<N extends MessageName>(name: N, data: MessageData<N>, times = 1): Promise<string> {
    const envelope = { specversion: '1.0' as const, id: `${name}.${randomUUID()}`, type: MESSAGES[name].type, source: COORDINATOR, audience: this.agency, time: toIso(this.clock.now()), data };
    const signed = signEnvelope(this.keys, envelope);
    for (let time = 0; time < times; time++) {
      const sealed = this.sealer.seal(signed, this.agency, this.clock.now());
      if (!sealed.ok) throw new Error(sealed.refusal.code);
      await this.nats.jetstream.publish(requestSubject(this.jurisdiction, this.agency), sealed.value);
    }
    return signed.payloadHash;
  }

  /** What has come of one kind about one request. */
  repliesTo<N extends MessageName>(name: N, requestId: string): (Reply & { readonly data: MessageData<N> })[] {
    return this.replies.filter((reply) => reply.name === name && reply.data['requestId'] === requestId) as never;
  }

  private open(line: string): void {
    const opened = this.sealer.open(line, this.clock.now());
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { envelope, payloadHash } = opened.value;
    const name = findMessageName(envelope.type);
    if (!name) throw new Error(envelope.type);
    this.replies.push({ name, data: MESSAGES[name].schema.parse(envelope.data), payloadHash });
  }
}
