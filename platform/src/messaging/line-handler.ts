import { firstValueFrom, isObservable } from 'rxjs';
import { ok, refuse, type Refusal, type Result } from '@lianshen/contracts/kernel';
import { SEALED_BYTES_MAX } from '@lianshen/contracts/messages';
import type { Log } from '../telemetry/log.js';
import type { DeadLetters, DeathReason } from './dead-letters.js';
import { outcomeOf } from './handler-outcome.js';

/** A message after the door: its pattern chooses the handler, its data is what the handler gets. */
export interface Admitted {
  readonly pattern: string;
  readonly data: unknown;
}

/** Opens and checks a message. @param receivedAt epoch ms at which the server stored it. */
export type Admit = (content: string, receivedAt: number) => Result<Admitted>;

/**
 * What a handler says of a message that brings nothing new: it is known and was answered again, or it broke a rule and that
 * is on record. Its sender may do so only so often.
 */
export type Barren = 'repeated' | 'rejected';

/** Where a line came from. */
export interface LinePlace {
  readonly stream: string;
  readonly seq: number;
  readonly subject: string;
  /** From 1; how often the server has delivered it. */
  readonly deliveries: number;
  /** Epoch ms at which the server stored it. */
  readonly receivedAt: number;
  /** Of the line in its bundle; undefined where the message is one line. */
  readonly line: number | undefined;
  /** Told of each time that the message comes to nothing by its sender's doing, and how. */
  readonly onNothing?: ((how: Barren | 'refused') => void) | undefined;
}

export interface LineHandlerOptions {
  /** Opens and checks a message before any handler sees it; a refusal sends it to the dead letters. Handlers return a Result too. */
  readonly admit: Admit;
  readonly deadLetters: DeadLetters;
  readonly log: Log;
  /** Called for every line that ended here, with `handled`, `dead-lettered` or `retried`. */
  readonly onOutcome: (outcome: 'handled' | 'dead-lettered' | 'retried', reason: string) => void;
}

type FindHandler = (pattern: string) => ((data: unknown) => Promise<unknown>) | undefined;

const ATTEMPTS_MAX = 30;
const BACKOFF_MS = [100, 500, 2_000, 5_000, 15_000, 30_000, 60_000];
const UNKNOWN_KEY_ATTEMPTS_MAX = 4;
/** Another replica may have registered the sender's keys, or prepared our own, a moment ago. */
const UNKNOWN_KEY_REASONS: readonly string[] = ['seal.key-unknown', 'seal.not-for-us'];
const UNKNOWN_KEY_RETRY_MS = 2_000;

/** Handles one sealed message: to its handler, to the dead letters, or again later. */
export class LineHandler {
  constructor(
    private readonly options: LineHandlerOptions,
    private readonly findHandler: FindHandler,
  ) {}

  /** @returns after how many ms it has to come again, or undefined when it is done with. Never throws. */
  async handle(content: string, place: LinePlace): Promise<number | undefined> {
    if (Buffer.byteLength(content) > SEALED_BYTES_MAX) return this.deadLetter(content, place, { code: 'message.too-large' });
    try {
      const admitted = this.options.admit(content, place.receivedAt);
      if (!admitted.ok) return await this.notAdmitted(content, place, admitted.refusal);
      const result = await this.dispatch(admitted.value);
      if (!result.ok) return await this.deadLetter(content, place, { code: result.refusal.code });
      if (result.value) place.onNothing?.(result.value);
      this.options.onOutcome('handled', admitted.value.pattern);
      return undefined;
    } catch (error) {
      return this.failed(content, place, error);
    }
  }

  /** Tries once more what became a dead letter. @returns the refusal that it meets now. @throws what its handler throws. */
  async replay(content: string, receivedAt: number): Promise<Result<Barren | undefined>> {
    const admitted = this.options.admit(content, receivedAt);
    return admitted.ok ? this.dispatch(admitted.value) : admitted;
  }

  /** Hands a message to its handler. @returns whether it brought nothing new. Refused where there is no handler, or it refuses. */
  async dispatch({ pattern, data }: Admitted): Promise<Result<Barren | undefined>> {
    const handler = this.findHandler(pattern);
    if (!handler) return refuse('message.no-handler');
    const answer = await handler(data);
    const result = (isObservable(answer) ? await firstValueFrom(answer, { defaultValue: undefined }) : answer) as Result<Barren | undefined> | undefined;
    return result ?? ok(undefined);
  }

  /** Stores a letter; while the store is away the message stays in the stream. */
  async deadLetter(content: string, { onNothing, ...place }: LinePlace, reason: DeathReason): Promise<number | undefined> {
    onNothing?.('refused');
    try {
      await this.options.deadLetters.put({ ...place, content: Buffer.from(content) }, reason);
      this.options.onOutcome('dead-lettered', reason.code);
      return undefined;
    } catch (error) {
      this.options.log.error({ err: error }, 'a dead letter cannot be stored, to be tried again');
      return BACKOFF_MS.at(-1);
    }
  }

  /** A key that is not known here may be known to another replica already: that alone is asked again. */
  private async notAdmitted(content: string, place: LinePlace, { code, params }: Refusal): Promise<number | undefined> {
    if (!UNKNOWN_KEY_REASONS.includes(code) || place.deliveries >= UNKNOWN_KEY_ATTEMPTS_MAX) return this.deadLetter(content, place, code === 'key.revoked' ? parked(params) : { code });
    place.onNothing?.('refused');
    this.options.onOutcome('retried', code);
    return UNKNOWN_KEY_RETRY_MS;
  }

  private async failed(content: string, place: LinePlace, error: unknown): Promise<number | undefined> {
    const outcome = outcomeOf(error);
    if (!outcome.retry || place.deliveries >= ATTEMPTS_MAX) return this.deadLetter(content, place, { code: outcome.reason });
    this.options.onOutcome('retried', outcome.reason);
    return BACKOFF_MS[Math.min(place.deliveries, BACKOFF_MS.length) - 1];
  }
}

/** What a revoked key signed is parked for a person; its sender goes on sending it until somebody answers. */
const parked = ({ party, kid, message }: Refusal['params']): DeathReason => ({ code: 'key.revoked', party: String(party), kid: String(kid), sameAs: String(message) });
