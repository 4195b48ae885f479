import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A process looks again so often (ms); nobody who waits longer than this meets the time of before. */
export const READ_AGAIN_MS = 10;

/** Writes the offset in one step, so that nobody reads half a number. */
export function writeOffset(file: string, offsetMs: number): void {
  writeFileSync(`${file}.next`, String(offsetMs));
  renameSync(`${file}.next`, file);
}

/** @returns the offset in ms that stands in the file, read anew at most every `READ_AGAIN_MS`. @throws where the file is away or holds no whole number. */
export function offsetOf(file: string): () => number {
  let [readAt, offset] = [-Infinity, 0];
  return () => {
    const now = performance.now();
    if (now - readAt >= READ_AGAIN_MS) [readAt, offset] = [now, readOffset(file)];
    return offset;
  };
}

function readOffset(file: string): number {
  const text = readFileSync(file, 'utf8');
  if (!/^-?\d+$/.test(text)) throw new Error(`${file} holds no offset in whole milliseconds`);
  return Number(text);
}
