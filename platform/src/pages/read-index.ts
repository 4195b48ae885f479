import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../config/index.js';

/** What the build writes where the nonce of an answer has to stand. */
const NONCE_PLACE = '__CSP_NONCE__';

/**
 * The page that starts an application, as a function of the nonce of an answer.
 * @param folder where the application was built
 * @throws ConfigurationError when there is no page, or none that has a place for the nonce
 */
export function readIndex(folder: string): (nonce: string) => string {
  const file = join(folder, 'index.html');
  let parts: readonly string[];
  try {
    parts = readFileSync(file, 'utf8').split(NONCE_PLACE);
  } catch (error) {
    throw new ConfigurationError(`PAGES_DIR: ${file} cannot be read: ${(error as Error).message}`);
  }
  if (parts.length === 1) throw new ConfigurationError(`PAGES_DIR: ${file} has no place for a nonce`);
  return (nonce) => parts.join(nonce);
}
