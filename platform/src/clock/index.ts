/** Time, ids and randomness enter the domain through this port, so that a test can hand in its own. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The injection token of the clock in Nest modules. */
export const CLOCK = Symbol('CLOCK');
