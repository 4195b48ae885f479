import type { WrappedKind, WrappingKeysReport } from '@lianshen/contracts/api';
import type { Log } from '../telemetry/log.js';
import type { SurveyedKey, WrappingKeys } from './wrapping-keys.js';

type Wraps = WrappingKeysReport['keys'][number]['wraps'];

/** What came of one batch. */
export interface RewrappedBatch {
  readonly rewrapped: number;
  /** Of those that their key does not open: they stay as they are. */
  readonly failed: number;
  /** Where the next batch begins; absent where there is none. */
  readonly next?: string;
}

/** Things in the store that wrapping keys wrap. */
export interface WrappedThings {
  readonly kind: WrappedKind;
  /** What must be there before the first batch. @throws Fault */
  prepare(): Promise<void>;
  /** At most 100,000 are counted. @param by a wrapping key's id; null counts those that bear no mark. @throws Fault */
  count(by: string | null): Promise<number>;
  /**
   * Wraps some of them by the current key, only where they still are as they were read: what was destroyed or changed
   * meanwhile is left alone. @param by as above. @param after where the batch before ended. @throws Fault
   */
  rewrapBatch(by: string | null, after?: string): Promise<RewrappedBatch>;
}

/**
 * Wraps by the current key what earlier ones wrap, a batch at a time with rests between, so that the work of the day
 * goes on. What is done is marked as done, so a turn goes on where a killed one stopped, and two replicas may do it at once.
 */
export class Rewrapping {
  private stopping = false;
  private failed = 0;

  constructor(
    private readonly keys: WrappingKeys,
    private readonly things: readonly WrappedThings[],
    private readonly log: Log,
  ) {}

  /** Everything that there is to do now. @throws Fault; the next turn goes on. */
  async turn(): Promise<void> {
    let [rewrapped, failed] = [0, 0];
    for (const by of await this.keys.earlier()) {
      for (const each of this.things) {
        await each.prepare();
        const all = await this.rewrapAll(each, by);
        rewrapped += all.rewrapped;
        failed += all.failed;
      }
    }
    if (this.stopping) return;
    // The last: only then does nothing need the earlier master key any more.
    rewrapped += await this.keys.rewrapSecrets();
    this.failed = failed;
    if (rewrapped > 0) this.log.info({ key: this.keys.current.id, rewrapped, failed }, 'what earlier keys wrapped is wrapped by the current one');
    if (failed > 0) this.log.error({ failed }, 'some of what earlier keys wrap is not opened by them');
  }

  /** No further batch is begun. */
  stop(): void {
    this.stopping = true;
  }

  /** Of the last turn: things that the key they name does not open. */
  get failedCount(): number {
    return this.failed;
  }

  /** How many things are still wrapped by earlier keys. @throws Fault */
  async countEarlier(): Promise<number> {
    let sum = 0;
    for (const key of await this.keys.survey()) {
      // The order is that of their making; how much the current one wraps is nobody's question here, and grows for ever.
      if (key.id === this.keys.current.id) break;
      sum += totalOf(await this.wrapsOf(key));
    }
    return sum;
  }

  /** Which key wraps how much, the oldest first. @throws Fault */
  async report(): Promise<WrappingKeysReport> {
    const keys = [];
    for (const key of await this.keys.survey()) {
      const wraps = await this.wrapsOf(key);
      const current = key.id === this.keys.current.id;
      keys.push({ id: key.id, current, wraps, mayBeTakenOut: !current && totalOf(wraps) === 0 });
    }
    return { keys };
  }

  private async wrapsOf({ id, ofUnmarked, secrets }: SurveyedKey): Promise<Wraps> {
    const wraps = { caseKeys: 0, ownKeys: 0, deadLetters: 0, secrets };
    for (const each of this.things) wraps[each.kind] = (await each.count(id)) + (ofUnmarked ? await each.count(null) : 0);
    return wraps;
  }

  private async rewrapAll(things: WrappedThings, by: string | null): Promise<{ rewrapped: number; failed: number }> {
    const sum = { rewrapped: 0, failed: 0 };
    let after: string | undefined;
    do {
      const startedAt = performance.now();
      const batch = await things.rewrapBatch(by, after);
      sum.rewrapped += batch.rewrapped;
      sum.failed += batch.failed;
      after = batch.next;
      // As long as it took, so that it never has more than half of what there is.
      if (after !== undefined) await new Promise((resolve) => setTimeout(resolve, performance.now() - startedAt));
    } while (after !== undefined && !this.stopping);
    return sum;
  }
}

const totalOf = (wraps: Wraps): number => Object.values(wraps).reduce((sum, count) => sum + count, 0);
