import { z } from 'zod';
import type { AccessPage, PageQuery } from '@lianshen/contracts/api';
import { toIso, type Instant } from '@lianshen/contracts/kernel';
import { readCursor, writeCursor } from '../http/cursor.js';
import type { Reading } from './access-log.js';

const Position = z.tuple([z.int().min(0)]);

/** One page of records, the oldest first. @throws Refused where the cursor is none of ours. */
export function pageOfAccess(records: readonly (Reading & { readonly at: Instant })[], { limit, cursor }: PageQuery): AccessPage {
  const [from] = readCursor(Position, cursor) ?? [0];
  const items = records.slice(from, from + limit).map(({ at, ...reading }) => ({ at: toIso(at), ...reading }));
  return { items, next: from + limit < records.length ? writeCursor([from + limit]) : null };
}
