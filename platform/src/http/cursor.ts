import { type z } from 'zod';
import { Refused } from './refused.js';

/** Where a page ended, as text for the caller: base64url of JSON, to be given back unread. */
export const writeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws Refused `request.malformed` when the text is no cursor of this list. */
export function readCursor<S extends z.ZodType>(schema: S, text: string | undefined): z.infer<S> | undefined {
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new Refused({ code: 'request.malformed', params: { field: 'cursor' } });
  }
}
