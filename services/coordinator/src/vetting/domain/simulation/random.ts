/** A seeded source of chance (mulberry32): the same seed gives the same schedule on every machine. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @param items not empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** Takes one out at random; the order of the rest is not kept. */
  take<T>(items: T[]): T | undefined {
    const index = this.below(items.length);
    const last = items.pop();
    if (last === undefined || index === items.length) return last;
    const taken = items[index];
    items[index] = last;
    return taken;
  }
}

/** Another seed for each schedule, so that one can be run alone. */
export const seedOf = (seed: number, schedule: number): number => Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(schedule + 1, 0xc2b2ae35);
