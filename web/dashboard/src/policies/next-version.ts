/** A policy's document with a version after the one that is recorded: what a version says never changes. @returns the text as it was where it is no document with a version. */
export function nextVersion(text: string): string {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document !== 'object' || document === null || !('version' in document) || typeof document.version !== 'number') return text;
    return JSON.stringify({ ...document, version: document.version + 1 }, null, 2);
  } catch {
    return text;
  }
}

/** Under which name the file is kept. */
export function fileNameOf(text: string): string {
  const name = /"name"\s*:\s*"([a-z][a-z0-9-]*)"/.exec(text)?.[1];
  return `${name ?? 'policy'}.json`;
}
