import type { AccessPage, PageQuery } from '@lianshen/contracts/api';
import { toIso, type Instant } from '@lianshen/contracts/kernel';
import { readSlice, sliceOf } from '../http/cursor.js';
import type { Reading } from './access-log.js';

/** One page of records, the oldest first. @throws Refused where the cursor is none of ours. */
export function pageOfAccess(records: readonly (Reading & { readonly at: Instant })[], query: PageQuery): AccessPage {
  const { items, next } = sliceOf(records, readSlice(query));
  return { items: items.map(({ at, ...reading }) => ({ at: toIso(at), ...reading })), next };
}
