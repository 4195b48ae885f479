/** Lines of one sender that are handled at a time. */
const START = 32;
const SMALLEST = 1;
/** What a line that came to nothing takes away; one that changed something gives 1 back. */
const LOSS = 8;
/** From the smallest window on a source is narrow until so many lines may be handled at a time again. */
const WIDE_AGAIN = 16;

/** What came of a line: it changed something, came to nothing by its sender's doing, or has to come again by ours. */
export type LineWorth = 'useful' | 'nothing' | 'undecided';

/**
 * How many lines of one sender are handled at a time: it opens with each line that changes something and closes fast with
 * those that come to nothing. A flood soon has one line in the process at a time, so that others' lines never stand behind
 * more than that; honest work, also with now and then a repeat in it, has all that it may have.
 */
export class LineWindow {
  private size: number;
  private inside = 0;
  private narrow = false;
  private readonly waiting: (() => void)[] = [];

  /** @param largest lines at a time, at least 1. */
  constructor(private readonly largest: number) {
    this.size = Math.min(START, largest);
  }

  /** Whether most of what came lately came to nothing. */
  get isNarrow(): boolean {
    return this.narrow;
  }

  /** Resolves when a line may be handled, in the order of asking. Each that entered has to leave. */
  async enter(): Promise<void> {
    if (this.inside < this.size && this.waiting.length === 0) this.inside += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  leave(worth: LineWorth): void {
    this.inside -= 1;
    if (worth === 'useful') this.size = Math.min(this.largest, this.size + 1);
    if (worth === 'nothing') this.size = Math.max(SMALLEST, this.size - LOSS);
    if (this.size === SMALLEST) this.narrow = true;
    if (this.size >= Math.min(WIDE_AGAIN, this.largest)) this.narrow = false;
    for (; this.inside < this.size && this.waiting.length > 0; this.inside += 1) this.waiting.shift()?.();
  }
}
