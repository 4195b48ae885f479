import { Logger } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Result } from '@lianshen/contracts/kernel';
import { LineHandler, type Admitted, type LineHandlerOptions } from './line-handler.js';
import { PulledSource, type PulledSourceOptions, type Source } from './pulled-source.js';

export interface JetStreamStrategyOptions extends LineHandlerOptions, Pick<PulledSourceOptions, 'nats' | 'beforeEach' | 'budget'> {
  /** Those that are known from the start; `pullFrom` adds others. */
  readonly sources: readonly Source[];
  /** Lines in flight at a time, of each source. */
  readonly concurrency?: number;
}

const CONCURRENCY = 256;

/**
 * A JetStream transport for Nest: durable pull consumers, acknowledged only after the handler, with back-off, dead letters,
 * bounded concurrency and a drain at close. Each source has a loop and a bound of its own, so that none waits behind
 * another's backlog. Nest's own NATS transport is core NATS, without store or acknowledgement.
 */
export class JetStreamStrategy extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('JETSTREAM');
  protected override readonly logger = new Logger(JetStreamStrategy.name);
  private readonly pulled = new Map<string, PulledSource>();
  private listening = false;
  private readonly lines: LineHandler;

  constructor(private readonly options: JetStreamStrategyOptions) {
    super();
    this.lines = new LineHandler(options, (pattern) => this.messageHandlers.get(pattern));
    this.initializeSerializer({});
    this.initializeDeserializer({});
    for (const source of options.sources) this.pullFrom(source);
  }

  /** Adds a source; once it is there nothing happens. Messages come when the transport listens. */
  pullFrom(source: Source): void {
    const name = `${source.stream} ${source.durable}`;
    if (this.pulled.has(name)) return;
    const { nats, log, beforeEach, budget, concurrency = CONCURRENCY } = this.options;
    const pulled = new PulledSource(source, { nats, log, lines: this.lines, beforeEach, budget, concurrency });
    this.pulled.set(name, pulled);
    if (this.listening) pulled.start();
  }

  listen(callback: (error?: unknown) => void): void {
    this.listening = true;
    for (const pulled of this.all) pulled.start();
    callback();
  }

  /** Whether messages of every source are being pulled; for readiness. */
  get isConsuming(): boolean {
    return this.listening && this.all.every(({ isConsuming }) => isConsuming);
  }

  /** Hands a message that was admitted already to its handler, outside the stream. */
  dispatch(admitted: Admitted): Promise<Result<unknown>> {
    return this.lines.dispatch(admitted);
  }

  /** Tries a dead letter once more. @param receivedAt epoch ms, of when it came first. */
  replay(content: string, receivedAt: number): Promise<Result<unknown>> {
    return this.lines.replay(content, receivedAt);
  }

  /** NATS messages being handled. */
  get inFlightCount(): number {
    return this.all.reduce((sum, { inFlightCount }) => sum + inFlightCount, 0);
  }

  /** Sources that are held back now. */
  get slowCount(): number {
    return this.all.filter(({ isSlow }) => isSlow).length;
  }

  /** Sources of which one line is handled at a time, because most of what they send comes to nothing. */
  get narrowCount(): number {
    return this.all.filter(({ isNarrow }) => isNarrow).length;
  }

  async close(): Promise<void> {
    this.listening = false;
    await Promise.all(this.all.map((pulled) => pulled.close()));
  }

  on(): void {
    throw new Error('this transport emits no events');
  }

  unwrap<T>(): T {
    return this.options.nats.connection as T;
  }

  private get all(): PulledSource[] {
    return [...this.pulled.values()];
  }
}
