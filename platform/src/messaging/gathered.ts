interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers items for one receiver for a moment, so that one message can carry many: receipts and filings. Each
 * caller learns when its own item went out.
 */
export class Gathered<T> {
  private readonly waiting = new Map<string, Waiting<T>[]>();

  /**
   * @param send sends a group for one receiver, of at most `groupMax` items.
   * @param bounds `waitMs` is the longest that an item waits for others.
   */
  constructor(
    private readonly send: (receiver: string, items: readonly T[]) => Promise<void>,
    private readonly bounds: { readonly waitMs: number; readonly groupMax: number },
  ) {}

  add(receiver: string, item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      const group = this.waiting.get(receiver) ?? [];
      group.push({ item, resolve, reject });
      if (group.length === 1) {
        this.waiting.set(receiver, group);
        setTimeout(() => this.flush(receiver, group), this.bounds.waitMs);
      }
      if (group.length >= this.bounds.groupMax) this.flush(receiver, group);
    });
  }

  private flush(receiver: string, group: Waiting<T>[]): void {
    if (this.waiting.get(receiver) !== group) return;
    this.waiting.delete(receiver);
    this.send(receiver, group.map(({ item }) => item)).then(
      () => group.forEach(({ resolve }) => resolve()),
      (error: unknown) => group.forEach(({ reject }) => reject(error)),
    );
  }
}
