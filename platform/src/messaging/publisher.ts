import { headers } from '@nats-io/transport-node';
import pLimit from 'p-limit';
import { Fault } from '@lianshen/contracts/kernel';
import { CE_HEADERS } from '@lianshen/contracts/messages';
import { sha256 } from '../sealing/sign-envelope.js';
import { GroupedWrites } from '../store/grouped-writes.js';
import { intoBundles } from './bundle.js';
import type { Nats } from './connection.js';

/** A message on its way out: sealed or, on the events stream, plain and without personal data. */
export interface Outgoing {
  readonly subject: string;
  /** Nats-Msg-Id: within the stream's window the server keeps one of several with the same id. */
  readonly messageId: string;
  readonly ce: { readonly id: string; readonly type: string; readonly source: string; readonly time: string };
  readonly content: string;
}

const PUBLISH_TIMEOUT_MS = 5_000;
/** More publishes than these wait their turn, so that a large batch does not flood the server. */
const IN_FLIGHT_MAX = 256;
const GROUP_MAX = 500;
const WAITING_MAX = 50_000;

/** Publishes into JetStream and waits for the server's word that it is stored. */
export class Publisher {
  private readonly limit = pLimit(IN_FLIGHT_MAX);
  private readonly bySubject = new Map<string, GroupedWrites<Outgoing, void>>();

  constructor(private readonly nats: Nats) {}

  /** Publishes a message by itself. @throws Fault when the server did not say within the bound that it stored it. */
  publish(message: Outgoing): Promise<void> {
    return this.limit(() => this.store([message]));
  }

  /** Publishes a sealed message, together with others to the same subject when there are any. @throws Fault as above. */
  publishBundled(message: Outgoing): Promise<void> {
    let group = this.bySubject.get(message.subject);
    if (!group) {
      group = new GroupedWrites((messages) => this.storeAll(messages), { groupMax: GROUP_MAX, waitingMax: WAITING_MAX });
      this.bySubject.set(message.subject, group);
    }
    return group.add(message);
  }

  /** Published and not yet acknowledged, and waiting for their turn. */
  get openCount(): number {
    const waiting = [...this.bySubject.values()].reduce((sum, group) => sum + group.waitingCount, 0);
    return this.limit.activeCount + this.limit.pendingCount + waiting;
  }

  private async storeAll(messages: readonly Outgoing[]): Promise<void[]> {
    await Promise.all(intoBundles(messages, ({ content }) => content).map((bundle) => this.limit(() => this.store(bundle))));
    return messages.map(() => undefined);
  }

  /** The headers are those of the first message; they are for routers and are never trusted. */
  private async store(bundle: readonly Outgoing[]): Promise<void> {
    const [first] = bundle as readonly [Outgoing, ...Outgoing[]];
    const header = headers();
    header.set(CE_HEADERS.specversion, '1.0');
    header.set(CE_HEADERS.id, first.ce.id);
    header.set(CE_HEADERS.type, first.ce.type);
    header.set(CE_HEADERS.source, first.ce.source);
    header.set(CE_HEADERS.time, first.ce.time);
    const content = bundle.map((message) => message.content).join('\n');
    try {
      await this.nats.jetstream.publish(first.subject, content, { msgID: idOf(bundle), headers: header, timeout: PUBLISH_TIMEOUT_MS, retries: 0 });
    } catch (error) {
      throw new Fault('the message is not stored', { cause: error });
    }
  }
}

/** Of a bundle a hash of all its ids: only the very same bundle is a duplicate. */
const idOf = (bundle: readonly Outgoing[]): string => {
  const ids = bundle.map(({ messageId }) => messageId);
  return ids.length === 1 ? (ids[0] as string) : sha256(ids.join('\n'));
};
