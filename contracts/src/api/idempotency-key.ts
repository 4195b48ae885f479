import { z } from 'zod';

/** Made by the caller for each command: the same key with the same content is carried out once. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{8,128}$/).describe('8 to 128 visible ASCII characters');
export type IdempotencyKey = z.infer<typeof IdempotencyKey>;
