const LENGTH_MAX = 512;
export const DEFAULT_RETURN_PATH = '/auth/me';

/**
 * Where a person goes after signing in: a path of the same origin and nothing else. What browsers read as another
 * host (`//host`, `/\\host`, control characters that they drop) is refused.
 * @returns undefined where it is refused.
 */
export function returnPathOf(asked: unknown, publicUrl: string): string | undefined {
  if (asked === undefined) return DEFAULT_RETURN_PATH;
  if (typeof asked !== 'string' || asked.length > LENGTH_MAX || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked)) return undefined;
  const url = URL.canParse(asked, publicUrl) ? new URL(asked, publicUrl) : undefined;
  // Dot segments are resolved above and may leave two slashes behind.
  return url?.origin === publicUrl && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : undefined;
}
