import { randomUUID } from 'node:crypto';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { COORDINATOR, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { findMessageName, MESSAGES, replySubject, requestSubject, type MessageData, type MessageName, type Request } from '@lianshen/contracts/messages';
import type { Clock } from '@lianshen/platform/clock';
import { linesOf, type Nats } from '@lianshen/platform/messaging';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, type OwnKeys, type SignedMessage } from '@lianshen/platform/sealing';

/** A reply as the coordinator opened it. */
export interface Reply {
  readonly name: MessageName;
  readonly data: Record<string, unknown>;
  readonly payloadHash: string;
  /** As it was signed. */
  readonly jws: string;
}

/** The coordinator as an adapter sees one: keys, what it sends, and what comes back. */
export class TestCoordinator {
  keys: OwnKeys = generateOwnKeys(COORDINATOR);
  /** What the adapter's configuration names: all of them count, the last are the newest. */
  generations: PartyPublicKeys[] = [publicKeysOf(this.keys)];
  readonly replies: Reply[] = [];
  /** The key that each reply was sealed to. */
  readonly addressedWith: string[] = [];
  private readonly directory = new KeyDirectory();
  private sealer = new Sealer(this.keys, this.directory);

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

  /** Registers further keys of the agency: it is addressed with those from here on. */
  register(keys: PartyPublicKeys): void {
    this.directory.register(keys);
  }

  /** Uses new keys from here on, and opens what is sealed to those before. */
  rotate(): void {
    const made = generateOwnKeys(COORDINATOR);
    this.keys = { ...made, alsoAgree: [this.keys.agree, ...(this.keys.alsoAgree ?? [])] };
    this.sealer = new Sealer(this.keys, this.directory);
    this.generations = [...this.generations, publicKeysOf(made)];
  }

  /** A request as it would be published now, to be published later. */
  sealRequest(request: Request): string {
    return this.sealed(this.signed('request', request));
  }

  async publish(line: string): Promise<void> {
    await this.nats.jetstream.publish(requestSubject(this.jurisdiction, this.agency), line);
  }

  acknowledges(requestId: string): boolean {
    return this.replies.some(({ name, data }) => name === 'received' && (data['requestIds'] as string[]).includes(requestId));
  }

  /** Signs, seals and publishes a message; @returns the hash of what was signed. */
  async send<N extends MessageName>(name: N, data: MessageData<N>, times = 1): Promise<string> {
    const signed = this.signed(name, data);
    for (let time = 0; time < times; time++) await this.publish(this.sealed(signed));
    return signed.payloadHash;
  }

  private signed<N extends MessageName>(name: N, data: MessageData<N>): SignedMessage {
    const envelope = { specversion: '1.0' as const, id: `${name}.${randomUUID()}`, type: MESSAGES[name].type, source: COORDINATOR, audience: this.agency, time: toIso(this.clock.now()), data };
    return signEnvelope(this.keys, envelope);
  }

  private sealed(signed: SignedMessage): string {
    const sealed = this.sealer.seal(signed, this.agency, this.clock.now());
    if (!sealed.ok) throw new Error(sealed.refusal.code);
    return sealed.value;
  }

  /** What has come of one kind about one request. */
  repliesTo<N extends MessageName>(name: N, requestId: string): (Reply & { readonly data: MessageData<N> })[] {
    return this.replies.filter((reply) => reply.name === name && reply.data['requestId'] === requestId) as never;
  }

  private open(line: string): void {
    const opened = this.sealer.open(line, this.clock.now());
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { envelope, payloadHash, receiverKid, jws } = opened.value;
    this.addressedWith.push(receiverKid);
    const name = findMessageName(envelope.type);
    if (!name) throw new Error(envelope.type);
    this.replies.push({ name, data: MESSAGES[name].schema.parse(envelope.data), payloadHash, jws });
  }
}
