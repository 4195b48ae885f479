import { textOf, writeWhole } from './whole-file.mjs';

/**
 * Reads a secret that was made at the first start, or makes it.
 * @param {string} path
 * @param {() => string} make
 */
export const keptSecret = (path, make) => {
  const kept = textOf(path);
  if (kept !== undefined) return kept;
  const secret = make();
  writeWhole(path, secret);
  return secret;
};
