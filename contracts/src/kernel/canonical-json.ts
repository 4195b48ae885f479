import canonicalize from 'canonicalize';
import { invariant } from './errors.js';

/**
 * RFC 8785 bytes of a JSON value, used only where we produce bytes: a signature is always verified over
 * the bytes as they were received.
 * @throws Defect when the value has no JSON form (undefined, a function, NaN).
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  invariant(text !== undefined, 'canonicalJson: the value has no JSON form');
  return text;
}
