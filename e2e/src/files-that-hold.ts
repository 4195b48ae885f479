import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** An identity number of the tests' region anywhere in a text: eighteen characters with a date in the middle. */
const TEST_NUMBER = /9901\d\d(19|20)\d\d[01]\d[0-3]\d\d{3}[\dX]/;

/**
 * Which files under a folder hold an identity number of the tests, or one of the texts in UTF-8, UTF-16, escaped as in
 * JSON, or base64 at any offset. Logs may be written meanwhile; a store must be at rest, for a server takes files away
 * and moves what they held while they are looked through.
 * @param except folders directly below that are left out: inputs of the test.
 */
export function filesThatHold(dir: string, texts: readonly string[], except: readonly string[]): string[] {
  const needles = texts.flatMap(formsOf);
  return filesBelow(dir)
    .filter((file) => !except.some((folder) => relative(dir, file).startsWith(`${folder}/`)))
    .filter((file) => {
      const bytes = readFileSync(file);
      return TEST_NUMBER.test(bytes.toString('latin1')) || needles.some((needle) => bytes.includes(needle));
    })
    .map((file) => relative(dir, file));
}

/** Base64 of a text depends on how its place in the whole divides by three; the inner characters are always there. */
function formsOf(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  const escaped = [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const shifted = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64').replace(/=+$/, '');
    return Buffer.from(encoded.slice(offset === 0 ? 0 : offset + 1, -1));
  });
  return [utf8, Buffer.from(text, 'utf16le'), Buffer.from(escaped), ...shifted.filter(({ length }) => length >= 8)];
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
