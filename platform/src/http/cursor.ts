import { z } from 'zod';
import type { PageQuery } from '@lianshen/contracts/api';
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

const Position = z.tuple([z.int().min(0)]);

/** A part of a list that is read whole anyway, such as what stands in one stream. */
export interface Slice {
  /** How many entries stand before it. */
  readonly from: number;
  readonly limit: number;
}

/** Which part is asked for. @throws Refused `request.malformed` when the cursor is none of such a list. */
export function readSlice({ limit, cursor }: PageQuery): Slice {
  const [from] = readCursor(Position, cursor) ?? [0];
  return { from, limit };
}

/** That part, and the cursor of the next one. */
export function sliceOf<T>(all: readonly T[], { from, limit }: Slice): { readonly items: T[]; readonly next: string | null } {
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? writeCursor([end]) : null };
}
