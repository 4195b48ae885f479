import { readFileSync } from 'node:fs';
import { reloadableFile } from './read-environment.js';

const KEY_BYTES = 32;
const KEYS_MAX = 10;
/** 32 bytes in base64 of either alphabet, with or without padding. */
const KEY = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * The master keys of a file, one a line; the last is the one that wraps, the others open what is wrapped by them. Lines
 * that are empty or begin with `#` are passed over.
 * @throws Error when there is none, more than 10, one twice, or a line that is no key; it names the line and no key.
 */
export function parseMasterKeys(text: string): readonly Buffer[] {
  const lines = text.split('\n').map((line, index) => ({ text: line.trim(), number: index + 1 })).filter((line) => line.text !== '' && !line.text.startsWith('#'));
  if (lines.length === 0 || lines.length > KEYS_MAX) throw new Error(`1 to ${KEYS_MAX} keys, not ${lines.length}`);
  const keys = lines.map((line) => {
    const key = KEY.test(line.text) ? Buffer.from(line.text, 'base64url') : undefined;
    if (key?.length !== KEY_BYTES) throw new Error(`line ${line.number} is no key`);
    return key;
  });
  if (new Set(keys.map((key) => key.toString('hex'))).size !== keys.length) throw new Error('a key stands there twice');
  return keys;
}

/** A path whose file holds the master keys. It has no default. */
export const MasterKeyFile = reloadableFile(
  (path) => parseMasterKeys(readFileSync(path, 'utf8')),
  `1 to ${KEYS_MAX} different keys, one a line, each 32 bytes in base64url, the newest last`,
);
