import { Fault } from '@lianshen/contracts/kernel';

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** At most one group in so many ms, unless told otherwise: what comes alone goes at once, and nothing waits longer. */
const SPACING_MS = 20;

/**
 * Writes that arrive while a group is on its way, or shortly after one, wait and go together in the next, so that
 * the cost of a round trip and of a flush is shared. One group is in flight at a time.
 */
export class GroupedWrites<T, R> {
  private waiting: Waiting<T, R>[] = [];
  private running = false;
  private startedAt = 0;

  /**
   * @param write takes one group and returns each item's own outcome, in order.
   * @param bounds how many go in one group, and how many may wait before `add` is refused with a Fault.
   */
  constructor(
    private readonly write: (items: readonly T[]) => Promise<readonly R[]>,
    private readonly bounds: { readonly groupMax: number; readonly waitingMax: number; readonly spacingMs?: number },
  ) {}

  /** @throws Fault when too many are waiting already, or as `write` throws. */
  add(item: T): Promise<R> {
    if (this.waiting.length >= this.bounds.waitingMax) {
      return Promise.reject(new Fault('too many writes are waiting for the store'));
    }
    return new Promise<R>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.running) {
        this.running = true;
        void this.run();
      }
    });
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      await this.spacing();
      const group = this.waiting.splice(0, this.bounds.groupMax);
      try {
        const results = await this.write(group.map(({ item }) => item));
        group.forEach(({ resolve }, index) => resolve(results[index] as R));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.running = false;
  }

  /** Waits out the time since the last group; at least until what is under way in this turn has arrived too. */
  private async spacing(): Promise<void> {
    const rest = this.startedAt + (this.bounds.spacingMs ?? SPACING_MS) - performance.now();
    await new Promise<void>((resolve) => (rest > 1 ? setTimeout(resolve, rest) : setImmediate(resolve)));
    this.startedAt = performance.now();
  }
}
