import { Request } from '@lianshen/contracts/messages';

/** The request as it was signed; it was verified when it came. Undefined once the person's key is destroyed. */
export function readRequest(jws: string | undefined): Request | undefined {
  if (jws === undefined) return undefined;
  const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
  return Request.parse((JSON.parse(payload) as { data?: unknown }).data);
}
