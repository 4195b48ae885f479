import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { BUNDLE_LINES_MAX } from '@lianshen/contracts/messages';
import type { Log } from '../telemetry/log.js';
import { linesOf } from './bundle.js';
import type { Nats } from './connection.js';
import { LetterBudget, REPEATS_PER_LETTER } from './letter-budget.js';
import type { Barren, LineHandler, LinePlace } from './line-handler.js';
import { LineWindow } from './line-window.js';

/** A durable pull consumer; replicas of a process share it. */
export interface Source {
  readonly stream: string;
  readonly durable: string;
  /** Whose messages come from there, for logs and figures. */
  readonly sender: string;
}

/** How a source that sends what comes to nothing is held back. */
export interface SourceBudget {
  /** Told once each time that the budget of a source is spent. */
  readonly onSlowed: (sender: string) => void;
}

export interface PulledSourceOptions {
  readonly nats: Nats;
  readonly lines: LineHandler;
  readonly log: Log;
  /** What must have happened after a message came and before it is judged; where it fails the message comes again. */
  readonly beforeEach?: (() => Promise<void>) | undefined;
  /** Lines in flight at a time; the last message may take it over the bound by its own lines. */
  readonly concurrency: number;
  /** Absent where the sender is trusted not to flood. */
  readonly budget?: SourceBudget | undefined;
}

const PULL_BATCH = 64;
const REOPEN_MS = 1_000;
const UNPREPARED_RETRY_MS = 2_000;
/** What was taken and not begun when the source closed goes to another replica, or to the next start. */
const CLOSED_RETRY_MS = 1;
const HEARTBEAT_MS = 5_000;
const NEXT_EXPIRES_MS = 2_000;
/** What a narrow source leaves to the others after a line that came to nothing: so many times as long as that took, within bounds. */
const NARROW_PAUSE_TIMES = 3;
const NARROW_PAUSE_MS = [5, 25] as const;
const narrowPauseMs = (tookMs: number): number => Math.min(NARROW_PAUSE_MS[1], Math.max(NARROW_PAUSE_MS[0], NARROW_PAUSE_TIMES * tookMs));

/**
 * Pulls from one durable consumer and acknowledges after the handler, with back-off and bounded concurrency. A source that
 * sends much that comes to nothing has one line in the process at a time, with a pause after it. One whose budget is spent is
 * read message by message, no faster than the budget refills: the rest waits in its own stream.
 */
export class PulledSource {
  private messages: ConsumerMessages | undefined;
  private loop: Promise<void> = Promise.resolve();
  private readonly inFlight = new Set<Promise<void>>();
  private linesInFlight = 0;
  private closing = false;
  private consuming = false;
  private wake: () => void = () => undefined;
  private readonly budget: LetterBudget | undefined;
  private readonly window: LineWindow | undefined;

  constructor(
    readonly source: Source,
    private readonly options: PulledSourceOptions,
  ) {
    this.budget = options.budget && new LetterBudget(Date.now());
    this.window = options.budget && new LineWindow(options.concurrency);
  }

  start(): void {
    this.loop = this.pullUntilClosed();
  }

  get isConsuming(): boolean {
    return this.consuming;
  }

  get isSlow(): boolean {
    return this.budget?.isSlow(Date.now()) ?? false;
  }

  get isNarrow(): boolean {
    return this.window?.isNarrow ?? false;
  }

  /** Lines in flight at a time: while what it sends comes to nothing, those of one message. */
  private get linesMax(): number {
    return this.isNarrow ? 1 : this.options.concurrency;
  }

  get inFlightCount(): number {
    return this.inFlight.size;
  }

  /** Pulls no more, and waits for the handlers that have begun. */
  async close(): Promise<void> {
    this.closing = true;
    this.wake();
    await this.messages?.close();
    await this.loop;
    await Promise.allSettled([...this.inFlight]);
  }

  /** The consumer may not be there yet, or may be lost with the server's store: it is opened again until closed. */
  private async pullUntilClosed(): Promise<void> {
    const { nats, log } = this.options;
    while (!this.closing) {
      try {
        const consumer = await nats.jetstream.consumers.get(this.source.stream, this.source.durable);
        this.consuming = true;
        while (!this.closing) await (this.isSlow ? this.pullOne(consumer) : this.consume(consumer));
      } catch (error) {
        log.warn({ err: error }, 'the consumer cannot be read, to be tried again');
      }
      this.consuming = false;
      await this.pause(REOPEN_MS);
    }
  }

  /** @throws when the consumer is gone; ends when the budget is spent, and what was pulled by then comes again. */
  private async consume(consumer: Consumer): Promise<void> {
    const messages = await consumer.consume({ max_messages: PULL_BATCH, idle_heartbeat: HEARTBEAT_MS, abort_on_missing_resource: true });
    this.messages = messages;
    // Closed in the meantime: `close` did not see these messages, and would wait for them for ever.
    if (this.closing) await messages.close();
    for await (const message of messages) {
      if (this.isSlow) {
        void messages.close();
        message.nak();
      } else {
        this.begin(message);
        while (this.linesInFlight >= this.linesMax) await Promise.race(this.inFlight);
      }
    }
    if (!this.closing && !this.isSlow) throw new Error('the consumer ended');
  }

  private async pullOne(consumer: Consumer): Promise<void> {
    await Promise.allSettled([...this.inFlight]);
    await this.pause(this.budget?.waitMs(Date.now()) ?? 0);
    if (this.closing) return;
    const message = await consumer.next({ expires: NEXT_EXPIRES_MS });
    if (message) this.begin(message);
  }

  private begin(message: JsMsg): void {
    const content = message.string();
    const lines = linesOf(content);
    this.linesInFlight += lines.length;
    const handling = this.handle(message, content, lines).finally(() => {
      this.linesInFlight -= lines.length;
      this.inFlight.delete(handling);
    });
    this.inFlight.add(handling);
  }

  /** Acknowledged when every line is done with; until then the whole message comes again, and handlers bear that. */
  private async handle(message: JsMsg, content: string, lines: readonly string[]): Promise<void> {
    if (!(await this.isPrepared())) return message.nak(UNPREPARED_RETRY_MS);
    const { stream, streamSequence: seq, deliveryCount: deliveries } = message.info;
    const place = { stream, seq, subject: message.subject, deliveries, receivedAt: message.time.getTime() };
    const bundled = lines.length > 1;
    const waits =
      lines.length > BUNDLE_LINES_MAX
        ? [await this.inTurn((onNothing) => this.options.lines.deadLetter(content, { ...place, line: undefined, onNothing }, { code: 'message.too-many-lines' }))]
        : await Promise.all(lines.map((line, index) => this.inTurn((onNothing) => this.options.lines.handle(line, { ...place, line: bundled ? index : undefined, onNothing }))));
    const again = waits.filter((wait) => wait !== undefined);
    if (again.length === 0) message.ack();
    else message.nak(Math.max(...again));
  }

  /** Handles a line once the window lets it in, unless the source is closed by then: it comes again. @returns what the handling returns. */
  private async inTurn(handle: (onNothing: NonNullable<LinePlace['onNothing']>) => Promise<number | undefined>): Promise<number | undefined> {
    await this.window?.enter();
    if (this.closing) {
      this.window?.leave('undecided');
      return CLOSED_RETRY_MS;
    }
    const startedAt = performance.now();
    let cameToNothing = false;
    const again = await handle((how) => {
      cameToNothing = true;
      this.spend(how);
    });
    if (cameToNothing && this.isNarrow) await this.leaveToOthers(performance.now() - startedAt);
    this.window?.leave(cameToNothing ? 'nothing' : again === undefined ? 'useful' : 'undecided');
    return again;
  }

  private async leaveToOthers(tookMs: number): Promise<void> {
    if (!this.closing) await new Promise((resolve) => setTimeout(resolve, narrowPauseMs(tookMs)));
  }

  private spend(how: Barren | 'refused'): void {
    const { sender } = this.source;
    if (!this.budget?.spend(Date.now(), how === 'repeated' ? 1 / REPEATS_PER_LETTER : 1)) return;
    this.options.log.error({ sender }, 'too many messages of one sender come to nothing: it is pulled more slowly from here on');
    this.options.budget?.onSlowed(sender);
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

  /** Waits, unless it is closed or closed meanwhile. */
  private async pause(ms: number): Promise<void> {
    if (this.closing || ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
