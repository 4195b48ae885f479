/**
 * How far a writer's commits are known to be relayed: the highest n such that it and all before it are settled.
 * It never passes an n whose outcome is still open.
 */
export class RelayProgress {
  private readonly settled = new Set<number>();
  private last = 0;
  private mark = 0;

  /** The next n of this writer, from 1. */
  take(): number {
    return ++this.last;
  }

  settle(n: number): void {
    this.settled.add(n);
    while (this.settled.delete(this.mark + 1)) this.mark++;
  }

  get relayedTo(): number {
    return this.mark;
  }

  /** How many are taken and not settled. */
  get openCount(): number {
    return this.last - this.mark;
  }
}
