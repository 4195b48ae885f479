import { Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { firstValueFrom, isObservable } from 'rxjs';
import type { Result } from '@lianshen/contracts/kernel';
import { SEALED_BYTES_MAX } from '@lianshen/contracts/messages';
import type { Log } from '../telemetry/log.js';
import type { Nats } from './connection.js';
import type { DeadLetters } from './dead-letters.js';
import { outcomeOf } from './handler-outcome.js';

/** A message after the door: its pattern chooses the handler, its data is what the handler gets. */
export interface Admitted {
  readonly pattern: string;
  readonly data: unknown;
}

export interface JetStreamStrategyOptions {
  readonly nats: Nats;
  readonly stream: string;
  readonly durable: string;
  /** Opens and checks a message before any handler sees it; a refusal sends it to the dead letters. Handlers return a Result too. */
  readonly admit: (content: string) => Result<Admitted>;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  /** Called for every message that ended here, with `handled`, `dead-lettered` or `retried`. */
  readonly onOutcome: (outcome: 'handled' | 'dead-lettered' | 'retried', reason: string) => void;
  /** Handlers in flight at a time. */
  readonly concurrency?: number;
}

const CONCURRENCY = 256;
const PULL_BATCH = 256;
const ATTEMPTS_MAX = 30;
const BACKOFF_MS = [100, 500, 2_000, 5_000, 15_000, 30_000, 60_000];
const REOPEN_MS = 1_000;
const UNKNOWN_KEY_ATTEMPTS_MAX = 4;
const UNKNOWN_KEY_RETRY_MS = 2_000;

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

  constructor(private readonly options: JetStreamStrategyOptions) {
    super();
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

  private async handle(message: JsMsg): Promise<void> {
    if (message.data.length > SEALED_BYTES_MAX) return this.deadLetter(message, 'message.too-large');
    try {
      const admitted = this.options.admit(message.string());
      if (!admitted.ok) return await this.notAdmitted(message, admitted.refusal.code);
      const handler = this.messageHandlers.get(admitted.value.pattern);
      if (!handler) return await this.deadLetter(message, 'message.no-handler');
      const answer: unknown = await handler(admitted.value.data, message);
      const result = (isObservable(answer) ? await firstValueFrom(answer, { defaultValue: undefined }) : answer) as Result<void> | undefined;
      if (result?.ok === false) return await this.deadLetter(message, result.refusal.code);
      message.ack();
      this.options.onOutcome('handled', admitted.value.pattern);
    } catch (error) {
      await this.failed(message, error);
    }
  }

  /** A key may have been registered through another replica a moment ago: that alone is asked again. */
  private async notAdmitted(message: JsMsg, reason: string): Promise<void> {
    if (reason !== 'seal.key-unknown' || message.info.deliveryCount >= UNKNOWN_KEY_ATTEMPTS_MAX) return this.deadLetter(message, reason);
    message.nak(UNKNOWN_KEY_RETRY_MS);
    this.options.onOutcome('retried', reason);
  }

  private async failed(message: JsMsg, error: unknown): Promise<void> {
    const attempt = message.info.deliveryCount;
    const outcome = outcomeOf(error);
    if (!outcome.retry || attempt >= ATTEMPTS_MAX) return this.deadLetter(message, outcome.reason);
    message.nak(BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length) - 1]);
    this.options.onOutcome('retried', outcome.reason);
  }

  /** Acknowledged for good only when the letter is stored; while the store is away the message stays in the stream. */
  private async deadLetter(message: JsMsg, reason: string): Promise<void> {
    try {
      const { stream, streamSequence, deliveryCount } = message.info;
      await this.options.deadLetters.put(
        { stream, seq: streamSequence, subject: message.subject, deliveries: deliveryCount, content: message.data },
        reason,
      );
      message.term();
      this.options.onOutcome('dead-lettered', reason);
    } catch (error) {
      this.options.log.error({ err: error }, 'a dead letter cannot be stored, to be tried again');
      message.nak(BACKOFF_MS.at(-1));
    }
  }
}
