/**
 * The wait that a Retry-After header asks for (RFC 9110, 10.2.3): seconds, or a date.
 * @param now epoch ms. @returns ms from now, 0 at least; undefined where the header is missing or no such thing.
 */
export function readRetryAfter(header: string | string[] | undefined, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
