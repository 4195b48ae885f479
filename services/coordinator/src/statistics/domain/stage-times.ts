import { spreadOf, type Spread } from './spread.js';

export interface StageFigures {
  readonly done: Spread;
  readonly open: Spread;
}

/** Times of one stage: of what has passed it, and of what is in it still. */
export class StageTimes {
  private readonly done: number[] = [];
  private readonly open: number[] = [];

  add(minutes: number, isDone: boolean): void {
    (isDone ? this.done : this.open).push(minutes);
  }

  figures(): StageFigures {
    return { done: spreadOf(this.done), open: spreadOf(this.open) };
  }
}
