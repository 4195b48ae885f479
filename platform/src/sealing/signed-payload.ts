import { invariant } from '@lianshen/contracts/kernel';
import { Envelope } from '@lianshen/contracts/messages';
import { isRooted, readRooted } from './rooted-text.js';

/**
 * What a signed message says, read again from the ledger: its signature was verified when it came.
 * @param text a JWS, or what stands under a signed root. @throws Defect where it is neither.
 */
export function payloadOfSigned(text: string): Envelope {
  const payload = isRooted(text) ? readRooted(text)?.payload : Buffer.from(text.split('.')[1] ?? '', 'base64url');
  const envelope = Envelope.safeParse(JSON.parse(payload?.toString('utf8') ?? 'null'));
  invariant(envelope.success, 'ledger: a signed message that was filed cannot be read');
  return envelope.data;
}
