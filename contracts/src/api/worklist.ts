import { z } from 'zod';
import { IsoInstant } from '../kernel/index.js';

export const WorkItemStatus = z
  .enum(['open', 'waiting', 'submitted', 'answered', 'filed', 'rejected', 'declined', 'recalled'])
  .describe('open 待办 · waiting 待补充材料 · submitted 待签发 · answered 已签发未收录 · filed 已收录 · rejected 被退回 · declined 不答复 · recalled 已撤回');
export type WorkItemStatus = z.infer<typeof WorkItemStatus>;

const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** `GET /api/items?…`: the worklist of the agency, the most urgent first. */
export const ListItemsQuery = z.strictObject({
  status: WorkItemStatus.optional().describe('state of the item; open when neither this nor mine is given'),
  mine: Flag.optional().describe('only what the caller has claimed'),
  awaitsSubstitute: Flag.optional().describe('only what waits for a substitute, because somebody who worked on it was recused'),
  overdue: Flag.optional().describe('only what is past its due time'),
  dueBefore: IsoInstant.optional().describe('only what is due before this time; RFC 3339, UTC, milliseconds'),
  limit: z.coerce.number().int().min(1).max(50).default(20).describe('how many items a page holds at most'),
  cursor: z.string().max(300).optional().describe('`next` of the page before; opaque'),
});
export type ListItemsQuery = z.infer<typeof ListItemsQuery>;

const SubmissionNumber = z.int().min(1).max(999).describe('number of the submission that the caller has seen');
const Reason = z.string().min(1).max(1_000);

/** `POST /api/items/:requestId/approval` and `…/withdrawal`. */
export const SubmissionRef = z.strictObject({ submission: SubmissionNumber });
/** `POST /api/items/:requestId/return`. */
export const ReturnAnswerBody = z.strictObject({ submission: SubmissionNumber, reason: Reason.describe('what the clerk is to change') });
/** `POST /api/items/:requestId/questions`. */
export const AskForMoreBody = z.strictObject({ question: z.string().min(1).max(2_000).describe('what is missing') });
/** `POST /api/items/:requestId/extensions`. */
export const AskForTimeBody = z.strictObject({ until: IsoInstant.describe('until when; RFC 3339, UTC, milliseconds'), reason: Reason.describe('why more time is needed') });
/** `POST /api/items/:requestId/out-of-scope` and `…/recusal`. */
export const DeclineBody = z.strictObject({ reason: Reason.describe('why the agency does not answer') });
