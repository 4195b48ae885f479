/** Of one source: so many messages may come to nothing at once. */
export const LETTERS_AT_ONCE = 120;
/** And so many a minute after that. */
export const LETTERS_PER_MINUTE = 120;

/** A message that brings nothing new costs little to handle, and an honest sender repeats what was not answered: so many cost as much as one letter. */
export const REPEATS_PER_LETTER = 10;

const PER_MS = LETTERS_PER_MINUTE / 60_000;

/**
 * How many messages of one source may come to nothing before it is pulled more slowly: an account that refills with time.
 * It may be overdrawn by what was in flight, and is in order again when half of it is there.
 */
export class LetterBudget {
  private left = LETTERS_AT_ONCE;
  private slow = false;

  /** @param now epoch ms. */
  constructor(private seenAt: number) {}

  /** A message came to nothing. @param letters what that costs. @returns whether the source is slow from here on, and was not before. */
  spend(now: number, letters = 1): boolean {
    this.refill(now);
    this.left -= letters;
    if (this.slow || this.left > 0) return false;
    this.slow = true;
    return true;
  }

  isSlow(now: number): boolean {
    this.refill(now);
    if (this.left >= LETTERS_AT_ONCE / 2) this.slow = false;
    return this.slow;
  }

  /** How many ms a source that is slow waits before its next message. */
  waitMs(now: number): number {
    this.refill(now);
    return Math.max(0, Math.ceil((1 - this.left) / PER_MS));
  }

  private refill(now: number): void {
    this.left = Math.min(LETTERS_AT_ONCE, this.left + Math.max(0, now - this.seenAt) * PER_MS);
    this.seenAt = now;
  }
}
