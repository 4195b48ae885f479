/** The object that base64url of JSON holds, or undefined where it holds none. */
export function parseObject(base64url: string): Record<string, unknown> | undefined {
  const value = parseJson(Buffer.from(base64url, 'base64url').toString('utf8'));
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

/** @returns undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
