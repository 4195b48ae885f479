import type { JsMsg } from '@nats-io/jetstream';
import { COORDINATOR_DURABLE, findMessageName, MESSAGES, repliesStream, type MessageData, type MessageName } from '@lianshen/contracts/messages';
import type { Nats } from '@lianshen/platform/messaging';
import type { Sealer } from '@lianshen/platform/sealing';

/** One line that the adapter sent, and what it turned out to be. */
export interface Reply {
  readonly at: number;
  readonly line: string;
  /** Undefined where the line does not open, verify or parse; `fault` says why. */
  readonly name: MessageName | undefined;
  readonly fault: string | undefined;
  readonly data: unknown;
  readonly time: string | undefined;
  readonly jws: string;
  readonly payloadHash: string;
}

/** A NATS message as it stood on the wire. */
export interface OnTheWire {
  readonly subject: string;
  readonly headers: string;
  readonly content: string;
}

const POLL_MS = 50;

/** Everything that the adapter sends during the trial, opened as the coordinator opens it. */
export class Replies {
  readonly wire: OnTheWire[] = [];
  readonly all: Reply[] = [];
  private stopListening: () => Promise<unknown> = () => Promise.resolve();
  private reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly nats: Nats,
    private readonly sealer: Sealer,
    private readonly jurisdiction: string,
    private readonly agency: string,
  ) {}

  /** Reads as the coordinator does. @param from the stream's sequence to begin with; what an earlier trial left is passed over. */
  async start(from: number): Promise<void> {
    const consumer = await this.nats.jetstream.consumers.get(repliesStream(this.jurisdiction, this.agency), COORDINATOR_DURABLE);
    const messages = await consumer.consume({ max_messages: 100 });
    this.stopListening = () => messages.close();
    this.reading = (async () => {
      for await (const message of messages) {
        if (message.info.streamSequence >= from) this.take(message);
        message.ack();
      }
    })();
  }

  async stop(): Promise<void> {
    await this.stopListening();
    await this.reading.catch(() => undefined);
  }

  of<N extends MessageName>(name: N): (Reply & { readonly data: MessageData<N> })[] {
    return this.all.filter((reply): reply is Reply & { data: MessageData<N> } => reply.name === name);
  }

  verdictsOf(requestId: string): (Reply & { readonly data: MessageData<'verdict'> })[] {
    return this.of('verdict').filter(({ data }) => data.requestId === requestId);
  }

  /** Whether a receipt or a verdict for the request came. */
  acknowledges(requestId: string): boolean {
    return this.verdictsOf(requestId).length > 0 || this.of('received').some(({ data }) => data.requestIds.includes(requestId));
  }

  /** @returns whether what is asked became true within the bound. */
  async until(isTrue: () => boolean, withinMs: number): Promise<boolean> {
    const end = Date.now() + withinMs;
    while (!isTrue()) {
      if (Date.now() >= end) return false;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return true;
  }

  private take(message: JsMsg): void {
    const content = message.string();
    this.wire.push({ subject: message.subject, headers: JSON.stringify([...(message.headers ?? [])]), content });
    for (const line of content.split('\n')) this.all.push(this.read(line));
  }

  private read(line: string): Reply {
    const at = Date.now();
    const opened = this.sealer.open(line, at);
    const nothing = { at, line, name: undefined, data: undefined, time: undefined, jws: '', payloadHash: '' };
    if (!opened.ok) return { ...nothing, fault: opened.refusal.code };
    const { envelope, jws, payloadHash } = opened.value;
    const name = findMessageName(envelope.type);
    if (!name || MESSAGES[name].to !== 'coordinator') return { ...nothing, fault: 'message.type-unknown', jws };
    const data = MESSAGES[name].schema.safeParse(envelope.data);
    const known = { at, line, jws, payloadHash, time: envelope.time };
    return data.success ? { ...known, name, fault: undefined, data: data.data } : { ...known, name: undefined, fault: 'message.malformed', data: undefined };
  }
}
