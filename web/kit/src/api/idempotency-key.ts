const BYTES = 16;

/** A key for one wish of a person; the same wish, sent again, has the same. Also where a page is not a secure context. */
export const newIdempotencyKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('');
