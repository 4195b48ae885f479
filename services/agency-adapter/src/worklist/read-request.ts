import { Request } from '@lianshen/contracts/messages';

/** What one of our own signed messages says; it was verified or signed here. */
export const payloadOfJws = (jws: string): { readonly data?: unknown } => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as { data?: unknown };

/** The request as it was signed; it was verified when it came. Undefined once the person's key is destroyed. */
export const readRequest = (jws: string | undefined): Request | undefined => (jws === undefined ? undefined : Request.parse(payloadOfJws(jws).data));
