const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const WAITS_MS = [10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];

/** About two days: over a weekend's repair of a mail server, and not for ever. */
export const ATTEMPTS_MAX = 18;

/** @param attempts made so far, from 1. @returns after how many ms to try again, or undefined after the last. */
export function waitAfter(attempts: number): number | undefined {
  if (attempts >= ATTEMPTS_MAX) return undefined;
  return WAITS_MS[Math.min(attempts, WAITS_MS.length) - 1];
}
