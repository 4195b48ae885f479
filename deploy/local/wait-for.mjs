import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until the answer is yes, but not for ever.
 * @param {() => Promise<boolean> | boolean} check an exception counts as no: a server that is not up yet refuses connections
 * @param {{ withinMs: number, everyMs?: number, signal?: AbortSignal }} bounds
 * @returns {Promise<boolean>} false when the time ran out, or when the signal was given
 */
export const waitFor = async (check, { withinMs, everyMs = 50, signal }) => {
  const until = Date.now() + withinMs;
  for (;;) {
    if (signal?.aborted) return false;
    try {
      if (await check()) return true;
    } catch {
      // Not yet.
    }
    if (Date.now() >= until) return false;
    await sleep(everyMs);
  }
};
