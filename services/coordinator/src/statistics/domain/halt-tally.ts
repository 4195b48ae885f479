import type { HaltFact } from './fact.js';

export interface HaltFigures {
  readonly count: number;
  readonly standing: number;
  readonly cleared: number;
}

/** Halts, and how many of them turned out not to stand in the way. */
export class HaltTally {
  private count = 0;
  private standing = 0;
  private cleared = 0;

  add({ releasedAt, endedAt, clearedAt }: HaltFact): void {
    this.count += 1;
    if (releasedAt === null && endedAt === null) this.standing += 1;
    if (clearedAt !== null) this.cleared += 1;
  }

  figures(): HaltFigures {
    return { count: this.count, standing: this.standing, cleared: this.cleared };
  }
}
