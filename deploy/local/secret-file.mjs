import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file that only its owner can read.
 * @param {string} path
 * @param {string} content
 */
export const writeSecret = (path, content) => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, content, { mode: 0o600 });
  // The mode above counts for new files only.
  chmodSync(path, 0o600);
};

/**
 * Reads a secret that was made at the first start, or makes it.
 * @param {string} path
 * @param {() => string} make
 */
export const keptSecret = (path, make) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  const secret = make();
  writeSecret(path, secret);
  return secret;
};
