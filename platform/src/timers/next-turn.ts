/**
 * Work of which whoever calls gets a turn that begins after their call: one that is running may have passed over what they
 * know of. One turn at a time; all who call before one begins share it.
 */
export class NextTurn {
  private begun: Promise<void> = Promise.resolve();
  private begunAt = Number.NEGATIVE_INFINITY;
  private awaited: Promise<void> | undefined;

  /** @param spacingMs from the beginning of one turn to that of the next, at least. */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly spacingMs = 0,
  ) {}

  /** Resolves when a turn that began after this call has ended. @throws what the work throws in it. */
  get(): Promise<void> {
    this.awaited ??= this.beginSoon();
    return this.awaited;
  }

  private async beginSoon(): Promise<void> {
    await this.begun.catch(() => undefined);
    const wait = this.begunAt + this.spacingMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    // Whoever calls from here on waits for the turn after this one.
    this.awaited = undefined;
    this.begunAt = performance.now();
    this.begun = this.work();
    await this.begun;
  }
}
