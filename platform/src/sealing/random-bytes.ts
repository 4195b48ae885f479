import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 8_192;
let pool = Buffer.alloc(0);

/**
 * Bytes from the system's generator, drawn in larger portions: a call for each initialisation vector costs more than
 * the encryption. Each byte is handed out once. @param length at most 1,024 bytes.
 */
export function drawRandomBytes(length: number): Buffer {
  if (pool.length < length) pool = randomFillSync(Buffer.allocUnsafeSlow(POOL_BYTES));
  const drawn = pool.subarray(0, length);
  pool = pool.subarray(length);
  return drawn;
}
