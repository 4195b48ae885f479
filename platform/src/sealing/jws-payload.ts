import { invariant } from '@lianshen/contracts/kernel';
import { Envelope } from '@lianshen/contracts/messages';

/** What a signed message says, read again from the ledger: its signature was verified when it came. @throws Defect where it is none. */
export function payloadOfJws(jws: string): Envelope {
  const [, payload = ''] = jws.split('.');
  const envelope = Envelope.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  invariant(envelope.success, 'ledger: a signed message that was filed cannot be read');
  return envelope.data;
}
