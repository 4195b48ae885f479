import { z } from 'zod';
import { CaseId, IsoInstant } from '../kernel/index.js';
import { AccessLine } from './access-answers.js';

/** `POST /api/readings/search`: the auditor's question stands in the body, because it names people. */
export const SearchReadingsBody = z.strictObject({
  by: z.string().trim().min(1).max(128).optional().describe('id of the person who read; absent: everybody'),
  caseId: CaseId.optional().describe('of this case alone'),
  withoutTask: z.boolean().default(false).describe('only what was read though nothing waited for the reader there'),
  from: IsoInstant.optional().describe('read at this time or later; RFC 3339, UTC'),
  to: IsoInstant.optional().describe('read before this time; RFC 3339, UTC'),
  limit: z.int().min(1).max(500).default(100).describe('how many lines a page holds at most'),
  cursor: z.string().max(300).optional().describe('`next` of the page before; opaque'),
});
export type SearchReadingsBody = z.infer<typeof SearchReadingsBody>;

/** A page of who read what over all cases, the newest first. */
export const ReadingPage = z.strictObject({
  items: z.array(AccessLine.extend({ caseId: CaseId.describe('the case; of the report of an import, which is of none, the batch') })).describe('the readings'),
  next: z.string().nullable().describe('cursor of the next page; null on the last'),
});
export type ReadingPage = z.infer<typeof ReadingPage>;
