import { createHmac } from 'node:crypto';

/**
 * A UUID version 8 (RFC 9562) by HMAC-SHA256 under a secret: a command that is sent again meets its own id, so
 * the ledger itself is the record of what was done already, and nobody can compute or guess one.
 * @param parts joined with a separator that none of them may hold (U+001F).
 */
export function deriveId(secret: Buffer, ...parts: readonly string[]): string {
  const bytes = createHmac('sha256', secret).update(`lianshen id 1\u001f${parts.join('\u001f')}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
