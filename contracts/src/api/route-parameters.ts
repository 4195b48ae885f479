import type { z } from 'zod';
import { IdempotencyKey } from './idempotency-key.js';
import type { RouteParameter } from './route.js';

export const inPath = (name: string, schema: z.ZodType): RouteParameter => ({ name, in: 'path', required: true, schema });

/** Every command has one. */
export const idempotencyKey: RouteParameter = { name: 'Idempotency-Key', in: 'header', required: true, schema: IdempotencyKey };
