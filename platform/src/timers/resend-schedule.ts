import { LRUCache } from 'lru-cache';

interface ResendBounds {
  /** How long the first sending may go unanswered, in ms; each further wait is twice the one before. */
  readonly firstAfterMs: number;
  /** After so many sendings by this process a person looks. */
  readonly attemptsMax: number;
  /** How many ids are remembered; one that is forgotten costs one more sending. */
  readonly rememberedMax: number;
}

/** When something that goes unanswered is sent again: with a wait that doubles and an end. Lost with the process. */
export class ResendSchedule {
  private readonly tried: LRUCache<string, { readonly count: number; readonly nextAt: number }>;

  constructor(private readonly bounds: ResendBounds) {
    this.tried = new LRUCache({ max: bounds.rememberedMax });
  }

  /** @param now epoch ms, as in `sent`. */
  isDue(id: string, now: number): boolean {
    const { count, nextAt } = this.tried.get(id) ?? { count: 0, nextAt: 0 };
    return nextAt <= now && count < this.bounds.attemptsMax;
  }

  sent(id: string, now: number): void {
    const count = this.tried.get(id)?.count ?? 0;
    this.tried.set(id, { count: count + 1, nextAt: now + this.bounds.firstAfterMs * 2 ** count });
  }
}
