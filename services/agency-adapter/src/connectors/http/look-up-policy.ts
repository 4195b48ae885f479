import { bulkhead, circuitBreaker, ConsecutiveBreaker, DelegateBackoff, handleWhen, retry, wrap, type CircuitBreakerPolicy, type IPolicy } from 'cockatiel';
import { LookUpFailure } from './look-up-failure.js';
import type { LookUpSettings } from './look-up-settings.js';

const FIRST_WAIT_MS = 200;
/** A service that wants to be left alone for longer is asked again with the work that repeats, not within one look-up. */
const RETRY_AFTER_MS_MAX = 3_000;
const QUEUED_FOR_EACH = 25;

export interface LookUpPolicy {
  /** Runs one look-up: waits for a place, tries, tries again, or is told that the circuit is open. */
  readonly whole: IPolicy;
  readonly breaker: CircuitBreakerPolicy;
}

/**
 * Bounds of a look-up: places first, then retries, and each attempt counts for the circuit breaker.
 * @param random 0 to 1: spreads the retries of many adapters, so that they do not come all at once.
 */
export function lookUpPolicy({ attemptsMax, atOnceMax, breakAfter, breakForMs }: LookUpSettings, random: () => number): LookUpPolicy {
  const places = bulkhead(atOnceMax, atOnceMax * QUEUED_FOR_EACH);
  const retries = retry(handleWhen(isWorthRetrying), {
    maxAttempts: attemptsMax - 1,
    backoff: new DelegateBackoff(({ attempt, result }) => waitBefore(attempt, 'error' in result ? result.error : undefined, random)),
  });
  const breaker = circuitBreaker(handleWhen((error) => error instanceof LookUpFailure && error.nature.blamesService), {
    breaker: new ConsecutiveBreaker(breakAfter),
    halfOpenAfter: breakForMs,
  });
  return { whole: wrap(places, retries, breaker), breaker };
}

function isWorthRetrying(error: Error): boolean {
  return error instanceof LookUpFailure && error.nature.isRetryable && (error.nature.retryAfterMs ?? 0) <= RETRY_AFTER_MS_MAX;
}

/** The wait doubles, half of it at random, and is no shorter than what the service asked for. @param attempt from 1. */
function waitBefore(attempt: number, error: Error | undefined, random: () => number): number {
  const asked = error instanceof LookUpFailure ? (error.nature.retryAfterMs ?? 0) : 0;
  const doubled = FIRST_WAIT_MS * 2 ** (attempt - 1);
  return asked + (doubled / 2) * (1 + random());
}
