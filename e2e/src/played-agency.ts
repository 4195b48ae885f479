import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { PartyPublicKeys } from '@lianshen/contracts/api';
import { COORDINATOR, toIso, type AgencyId } from '@lianshen/contracts/kernel';
import { agencyDurable, MESSAGES, replySubject, Request, streamNames, type Envelope, type MessageData, type MessageName, type Verdict } from '@lianshen/contracts/messages';
import { connectNats, type Nats } from '@lianshen/platform/messaging';
import { generateOwnKeys, KeyDirectory, publicKeysOf, Sealer, signEnvelope, type OpenedMessage } from '@lianshen/platform/sealing';
import type { Stack } from './hub-stack.js';

const REFUSED_WITHIN_MS = 500;
const PULL_MS = 10_000;

/** Connects as a user of the stack's NATS, with the seed that the launcher made for it. */
async function connectAs(stack: Stack, user: string): Promise<Nats> {
  const nkeySeed = readFileSync(join(stack.dir, 'secrets', 'nats', 'parties', user, 'nkey.seed'), 'utf8');
  return connectNats({ url: stack.natsUrl, ca: stack.natsCaFile && readFileSync(stack.natsCaFile, 'utf8'), nkeySeed, inboxPrefix: `_INBOX_${user}`, name: 'spec', ...(user === COORDINATOR ? {} : { apiPrefix: 'JS.HUB.API' }) });
}

/** Looks at the streams as the hub, which an agency cannot. */
export async function watchStreams(stack: Stack): Promise<{ manager: JetStreamManager; close: () => Promise<void> }> {
  const nats = await connectAs(stack, COORDINATOR);
  return { manager: await jetstreamManager(nats.connection), close: () => nats.connection.close() };
}

/** An agency in the place of its adapter: with valid credentials of NATS and keys of its own, it says whatever it is told to. */
export class PlayedAgency {
  readonly keys: ReturnType<typeof generateOwnKeys>;
  private readonly sealer: Sealer;

  private constructor(
    readonly nats: Nats,
    readonly agency: AgencyId,
    private readonly jurisdiction: string,
    coordinator: PartyPublicKeys,
  ) {
    this.keys = generateOwnKeys(agency);
    const directory = new KeyDirectory();
    directory.register(coordinator);
    this.sealer = new Sealer(this.keys, directory);
  }

  static async connect(stack: Stack, agency: AgencyId): Promise<PlayedAgency> {
    const coordinator = (await (await fetch(`${stack.coordinatorUrl}/keys`)).json()) as PartyPublicKeys;
    return new PlayedAgency(await connectAs(stack, agency), agency, stack.jurisdiction, coordinator);
  }

  get publicKeys(): PartyPublicKeys {
    return publicKeysOf(this.keys);
  }

  /** Pulls one of its own requests. @throws when none comes. */
  async pullRequest(): Promise<OpenedMessage> {
    const consumer = await this.nats.jetstream.consumers.get(streamNames(this.jurisdiction).requests, agencyDurable(this.agency));
    for (const end = Date.now() + PULL_MS; Date.now() < end; ) {
      const message = await consumer.next({ expires: 2_000 });
      message?.ack();
      for (const line of message?.string().split('\n') ?? []) {
        const opened = this.open(line);
        if (opened?.envelope.type === MESSAGES.request.type) return opened;
      }
    }
    throw new Error('no request came');
  }

  /** What the coordinator has sealed for it; undefined where it does not open. */
  open(line: string): OpenedMessage | undefined {
    const opened = this.sealer.open(line, Date.now());
    return opened.ok ? opened.value : undefined;
  }

  /** Seals whatever it likes, in anybody's name. */
  seal<N extends MessageName>(name: N, data: MessageData<N>, changed: Partial<Envelope> = {}): string {
    const envelope: Envelope = { specversion: '1.0', id: `${name}.${randomUUID()}`, type: MESSAGES[name].type, source: this.agency, audience: COORDINATOR, time: toIso(Date.now()), data, ...changed };
    const sealed = this.sealer.seal(signEnvelope(this.keys, envelope), COORDINATOR, Date.now());
    if (!sealed.ok) throw new Error(sealed.refusal.code);
    return sealed.value;
  }

  /** A verdict on a request, right in every way but what is changed. */
  verdict({ envelope, payloadHash: requestHash }: OpenedMessage, changed: Partial<Verdict> = {}): Verdict {
    const { requestId, categories } = Request.parse(envelope.data);
    const category = Object.entries(categories).find(([, code]) => code === 'CLEAR')?.[0] ?? '';
    const [clerk, ...approvers] = ['甲', '乙', '丙'].map((name, index) => ({ id: `played-${index}`, name: `虚构${name}` })) as [Verdict['clerk'], ...Verdict['approvers']];
    return { requestId, version: 1, requestHash, supplementHashes: [], code: 'CLEAR', category, findings: [], clerk, approvers, mode: 'human', decidedAt: toIso(Date.now()), ...changed };
  }

  /** Publishes on its own subject. @throws when the server refuses. */
  async publish(content: string): Promise<void> {
    await this.nats.jetstream.publish(replySubject(this.jurisdiction, this.agency), content, { msgID: randomUUID(), timeout: 5_000, retries: 0 });
  }

  /** Whether the server refuses a request to a subject, or leaves it without an answer. */
  isRefused(subject: string, payload = ''): Promise<boolean> {
    return this.nats.connection.request(subject, payload, { timeout: REFUSED_WITHIN_MS }).then(
      () => false,
      () => true,
    );
  }

  /** Asks something of the server and names another subject as the place for its answer. */
  async askAndPointTo(reply: string, subject: string): Promise<void> {
    this.nats.connection.publish(subject, '', { reply });
    await this.nats.connection.flush();
  }
}
