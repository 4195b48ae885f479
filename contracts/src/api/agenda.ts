import { z } from 'zod';
import { BatchId, CaseId, IsoInstant } from '../kernel/index.js';
import { PageQuery } from './batches.js';
import { CaseStatus } from './case-status.js';

/** 部务会议 · 党组（党委）会议 · 常委会 · 全委会. */
export const Meeting = z.enum(['department-board', 'party-group', 'standing-committee', 'plenary']).describe('which meeting decides: department affairs meeting, leading Party group, standing committee, plenary');
export type Meeting = z.infer<typeof Meeting>;

/** `POST /api/cases/:caseId/agenda`: a candidate is put on the agenda of a meeting (上会). */
export const PutOnAgendaBody = z.strictObject({ meeting: Meeting, meetingAt: IsoInstant.describe('when the meeting begins; RFC 3339, UTC, milliseconds') });

const IsLocked = z.boolean().describe('the item goes to no meeting as it stands: its conclusion holds no longer, or was drawn anew since');

/** Where a case stands on an agenda. */
export const AgendaView = z.strictObject({
  meeting: Meeting,
  meetingAt: IsoInstant.describe('when the meeting begins; RFC 3339, UTC'),
  conclusion: z.int().min(1).max(99).describe('which joint conclusion of the case goes to it'),
  locked: IsLocked,
});

/** `GET /api/agenda`: meetings from a time on. */
export const ListAgendaQuery = PageQuery.extend({ from: IsoInstant.optional().describe('only meetings that begin at this time or later; absent: now') });
export type ListAgendaQuery = z.infer<typeof ListAgendaQuery>;

const AgendaItem = AgendaView.extend({
  caseId: CaseId,
  batchId: BatchId,
  row: z.int().min(0).describe('row of the list that the candidate came from; 0 where it came by itself'),
  status: CaseStatus,
  validUntil: IsoInstant.nullable().describe('until when the joint conclusion holds; RFC 3339, UTC; null where it holds no longer'),
});

/** A page of what is on the agenda, the earliest meeting first. */
export const AgendaPage = z.strictObject({ items: z.array(AgendaItem).describe('the items'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type AgendaPage = z.infer<typeof AgendaPage>;
