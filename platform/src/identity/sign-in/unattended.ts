import type { Request } from 'express';

const UNATTENDED_HEADER = 'x-unattended';
const STREAM = 'text/event-stream';

/**
 * Whether a page asks by itself while nobody sits before it: then the session must not live longer by it (OWASP ASVS 5.0,
 * 7.3.1, a session ends after a time of inactivity of the person). Pages say so of what they ask, and a stream is opened by
 * the browser again and again. Whoever leaves the header out keeps alive nothing but a session of their own.
 */
export const isUnattended = ({ headers }: Pick<Request, 'headers'>): boolean => headers[UNATTENDED_HEADER] === '1' || headers.accept === STREAM;
