import { Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Result } from '@lianshen/contracts/kernel';
import { BUNDLE_LINES_MAX } from '@lianshen/contracts/messages';
import { linesOf } from './bundle.js';
import type { Nats } from './connection.js';
import { LineHandler, type Admitted, type LineHandlerOptions } from './line-handler.js';

export interface JetStreamStrategyOptions extends LineHandlerOptions {
  readonly nats: Nats;
  readonly stream: string;
  readonly durable: string;
  /** What must have happened after a message came and before it is judged; where it fails the message comes again. */
  readonly beforeEach?: (() => Promise<void>) | undefined;
  /** Messages in flight at a time. */
  readonly concurrency?: number;
}

const CONCURRENCY = 256;
const PULL_BATCH = 256;
const REOPEN_MS = 1_000;
const UNPREPARED_RETRY_MS = 2_000;

/**
 * A JetStream transport for Nest: a durable pull consumer, acknowledged only after the handler, with back-off,
 * dead letters, bounded concurrency and a drain at close. Nest's own NATS transport is core NATS, without store
 * or acknowledgement.
 */
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('JETSTREAM');
  protected override readonly logger = new Logger(JetStreamStrategy.name);
  private messages: ConsumerMessages | undefined;
  private loop: Promise<void> = Promise.resolve();
  private readonly inFlight = new Set<Promise<void>>();
  private closing = false;
  private consuming = false;
  private readonly lines: LineHandler;

  constructor(private readonly options: JetStreamStrategyOptions) {
    super();
    this.lines = new LineHandler(options, (pattern) => this.messageHandlers.get(pattern));
    this.initializeSerializer({});
    this.initializeDeserializer({});
  }

  listen(callback: (error?: unknown) => void): void {
    this.loop = this.consumeUntilClosed();
    callback();
  }

  /** Whether messages are being pulled; for readiness. */
  get isConsuming(): boolean {
    return this.consuming;
  }

  /** Hands a message that was admitted already to its handler, outside the stream. */
  dispatch(admitted: Admitted): Promise<Result<void>> {
    return this.lines.dispatch(admitted);
  }

  /** Tries a dead letter once more. @param receivedAt epoch ms, of when it came first. */
  replay(content: string, receivedAt: number): Promise<Result<void>> {
    return this.lines.replay(content, receivedAt);
  }

  get inFlightCount(): number {
    return this.inFlight.size;
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.messages?.close();
    await this.loop;
    await Promise.allSettled([...this.inFlight]);
  }

  on(): void {
    throw new Error('this transport emits no events');
  }

  unwrap<T>(): T {
    return this.options.nats.connection as T;
  }

  /** The consumer may not be there yet, or may be lost with the server's store: it is opened again until closed. */
  private async consumeUntilClosed(): Promise<void> {
    while (!this.closing) {
      try {
        await this.consume();
      } catch (error) {
        this.options.log.warn({ err: error }, 'the consumer cannot be read, to be tried again');
      }
      this.consuming = false;
      if (!this.closing) await new Promise((resolve) => setTimeout(resolve, REOPEN_MS));
    }
  }

  private async consume(): Promise<void> {
    const { nats, stream, durable } = this.options;
    const consumer = await nats.jetstream.consumers.get(stream, durable);
    this.messages = await consumer.consume({ max_messages: PULL_BATCH, idle_heartbeat: 5_000, abort_on_missing_resource: true });
    // Closed in the meantime: `close` did not see these messages, and would wait for them for ever.
    if (this.closing) await this.messages.close();
    this.consuming = true;
    const limit = this.options.concurrency ?? CONCURRENCY;
    for await (const message of this.messages) {
      const handling = this.handle(message).finally(() => this.inFlight.delete(handling));
      this.inFlight.add(handling);
      if (this.inFlight.size >= limit) await Promise.race(this.inFlight);
    }
  }

  /** Acknowledged when every line is done with; until then the whole message comes again, and handlers bear that. */
  private async handle(message: JsMsg): Promise<void> {
    if (!(await this.isPrepared())) return message.nak(UNPREPARED_RETRY_MS);
    const { stream, streamSequence: seq, deliveryCount: deliveries } = message.info;
    const place = { stream, seq, subject: message.subject, deliveries, receivedAt: message.time.getTime() };
    const content = message.string();
    const lines = linesOf(content);
    const bundled = lines.length > 1;
    const waits =
      lines.length > BUNDLE_LINES_MAX
        ? [await this.lines.deadLetter(content, { ...place, line: undefined }, { code: 'message.too-many-lines' })]
        : await Promise.all(lines.map((line, index) => this.lines.handle(line, { ...place, line: bundled ? index : undefined })));
    const again = waits.filter((wait) => wait !== undefined);
    if (again.length === 0) message.ack();
    else message.nak(Math.max(...again));
  }

  private async isPrepared(): Promise<boolean> {
    try {
      await this.options.beforeEach?.();
      return true;
    } catch (error) {
      this.options.log.warn({ err: error }, 'messages cannot be judged now, to be tried again');
      return false;
    }
  }
}
