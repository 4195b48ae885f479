import { headers } from '@nats-io/transport-node';
import pLimit from 'p-limit';
import { Fault } from '@lianshen/contracts/kernel';
import { CE_HEADERS } from '@lianshen/contracts/messages';
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

/** Publishes into JetStream and waits for the server's word that it is stored. */
export class Publisher {
  private readonly limit = pLimit(IN_FLIGHT_MAX);

  constructor(private readonly nats: Nats) {}

  /** @throws Fault when the server did not say within the bound that it stored the message. */
  publish(message: Outgoing): Promise<void> {
    return this.limit(() => this.store(message));
  }

  /** Published and not yet acknowledged, and waiting for their turn. */
  get openCount(): number {
    return this.limit.activeCount + this.limit.pendingCount;
  }

  private async store(message: Outgoing): Promise<void> {
    const header = headers();
    header.set(CE_HEADERS.specversion, '1.0');
    header.set(CE_HEADERS.id, message.ce.id);
    header.set(CE_HEADERS.type, message.ce.type);
    header.set(CE_HEADERS.source, message.ce.source);
    header.set(CE_HEADERS.time, message.ce.time);
    try {
      await this.nats.jetstream.publish(message.subject, message.content, { msgID: message.messageId, headers: header, timeout: PUBLISH_TIMEOUT_MS, retries: 0 });
    } catch (error) {
      throw new Fault('the message is not stored', { cause: error });
    }
  }
}
