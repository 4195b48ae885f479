import { firstValueFrom, isObservable } from 'rxjs';
import type { Result } from '@lianshen/contracts/kernel';
import { SEALED_BYTES_MAX } from '@lianshen/contracts/messages';
import type { Log } from '../telemetry/log.js';
import type { DeadLetters } from './dead-letters.js';
import { outcomeOf } from './handler-outcome.js';

/** A message after the door: its pattern chooses the handler, its data is what the handler gets. */
export interface Admitted {
  readonly pattern: string;
  readonly data: unknown;
}

/** Where a line came from. */
export interface LinePlace {
  readonly stream: string;
  readonly seq: number;
  readonly subject: string;
  /** From 1; how often the server has delivered it. */
  readonly deliveries: number;
  /** Of the line in its bundle; undefined where the message is one line. */
  readonly line: number | undefined;
}

export interface LineHandlerOptions {
  /** Opens and checks a message before any handler sees it; a refusal sends it to the dead letters. Handlers return a Result too. */
  readonly admit: (content: string) => Result<Admitted>;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  /** Called for every line that ended here, with `handled`, `dead-lettered` or `retried`. */
  readonly onOutcome: (outcome: 'handled' | 'dead-lettered' | 'retried', reason: string) => void;
}

type FindHandler = (pattern: string) => ((data: unknown) => Promise<unknown>) | undefined;

const ATTEMPTS_MAX = 30;
const BACKOFF_MS = [100, 500, 2_000, 5_000, 15_000, 30_000, 60_000];
const UNKNOWN_KEY_ATTEMPTS_MAX = 4;
const UNKNOWN_KEY_RETRY_MS = 2_000;

/** Handles one sealed message: to its handler, to the dead letters, or again later. */
export class LineHandler {
  constructor(
    private readonly options: LineHandlerOptions,
    private readonly findHandler: FindHandler,
  ) {}

  /** @returns after how many ms it has to come again, or undefined when it is done with. Never throws. */
  async handle(content: string, place: LinePlace): Promise<number | undefined> {
    if (Buffer.byteLength(content) > SEALED_BYTES_MAX) return this.deadLetter(content, place, 'message.too-large');
    try {
      const admitted = this.options.admit(content);
      if (!admitted.ok) return await this.notAdmitted(content, place, admitted.refusal.code);
      const handler = this.findHandler(admitted.value.pattern);
      if (!handler) return await this.deadLetter(content, place, 'message.no-handler');
      const answer = await handler(admitted.value.data);
      const result = (isObservable(answer) ? await firstValueFrom(answer, { defaultValue: undefined }) : answer) as Result<void> | undefined;
      if (result?.ok === false) return await this.deadLetter(content, place, result.refusal.code);
      this.options.onOutcome('handled', admitted.value.pattern);
      return undefined;
    } catch (error) {
      return this.failed(content, place, error);
    }
  }

  /** Stores a letter; while the store is away the message stays in the stream. */
  async deadLetter(content: string, place: LinePlace, reason: string): Promise<number | undefined> {
    try {
      await this.options.deadLetters.put({ ...place, content: Buffer.from(content) }, reason);
      this.options.onOutcome('dead-lettered', reason);
      return undefined;
    } catch (error) {
      this.options.log.error({ err: error }, 'a dead letter cannot be stored, to be tried again');
      return BACKOFF_MS.at(-1);
    }
  }

  /** A key may have been registered through another replica a moment ago: that alone is asked again. */
  private async notAdmitted(content: string, place: LinePlace, reason: string): Promise<number | undefined> {
    if (reason !== 'seal.key-unknown' || place.deliveries >= UNKNOWN_KEY_ATTEMPTS_MAX) return this.deadLetter(content, place, reason);
    this.options.onOutcome('retried', reason);
    return UNKNOWN_KEY_RETRY_MS;
  }

  private async failed(content: string, place: LinePlace, error: unknown): Promise<number | undefined> {
    const outcome = outcomeOf(error);
    if (!outcome.retry || place.deliveries >= ATTEMPTS_MAX) return this.deadLetter(content, place, outcome.reason);
    this.options.onOutcome('retried', outcome.reason);
    return BACKOFF_MS[Math.min(place.deliveries, BACKOFF_MS.length) - 1];
  }
}
