import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ok, refuse, type Result } from '@lianshen/contracts/kernel';

const MINUTE_S = 60;

/** How much one person may ask of one process in a minute. */
export interface RatesAllowed {
  readonly requestsPerMinute: number;
  /** Of those that read a file or walk a whole ledger. */
  readonly costlyPerMinute: number;
}

/**
 * Counts what each person asks for, in this process's memory: with several replicas each counts for itself. Whoever has
 * no valid token is turned away before anything is read and is not counted; addresses are the reverse proxy's business.
 */
export class RequestRates {
  private readonly all: RateLimiterMemory;
  private readonly costly: RateLimiterMemory;

  constructor(
    { requestsPerMinute, costlyPerMinute }: RatesAllowed,
    private readonly onRefused: () => void = () => undefined,
  ) {
    this.all = new RateLimiterMemory({ keyPrefix: 'all', points: requestsPerMinute, duration: MINUTE_S });
    this.costly = new RateLimiterMemory({ keyPrefix: 'costly', points: costlyPerMinute, duration: MINUTE_S });
  }

  /** @param person the id of who asks. Refused: `rate.exceeded` with the whole seconds until the next is let in. */
  async spend(person: string, isCostly: boolean): Promise<Result<void>> {
    for (const limiter of isCostly ? [this.all, this.costly] : [this.all]) {
      const waitMs = await spendOne(limiter, person);
      if (waitMs === undefined) continue;
      this.onRefused();
      return refuse('rate.exceeded', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) });
    }
    return ok(undefined);
  }
}

/** @returns undefined where it is within the limit, else how long to wait. */
async function spendOne(limiter: RateLimiterMemory, person: string): Promise<number | undefined> {
  try {
    await limiter.consume(person);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
    throw refused;
  }
}
