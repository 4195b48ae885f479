import type { z } from 'zod';
import { Refused } from './refused.js';

/** Input is validated at the door. @throws Refused `request.malformed` naming the fields, never their values. */
export function validated<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), problem: issue.code }));
  throw new Refused({ code: 'request.malformed', params: {} }, { fields });
}
