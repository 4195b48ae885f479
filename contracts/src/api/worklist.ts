import { z } from 'zod';
import { BatchId, IsoInstant, RequestId } from '../kernel/index.js';

export const WorkItemStatus = z
  .enum(['open', 'waiting', 'submitted', 'answered', 'filed', 'rejected', 'declined', 'recalled'])
  .describe('open 待办 · waiting 待补充材料 · submitted 待签发 · answered 已签发未收录 · filed 已收录 · rejected 被退回 · declined 不答复 · recalled 已撤回');
export type WorkItemStatus = z.infer<typeof WorkItemStatus>;

const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** When something is due, as a worklist is sorted into parts: by the days of China and the calendar that ships. */
export const DueSpan = z
  .enum(['overdue', 'today', 'soon', 'later', 'paused'])
  .describe('of what has still to be answered. overdue 已超期 · today 今日到期 · soon within the next two working days 两个工作日内 · later 以后到期 · paused a question is with the coordinator 暂停计时');
export type DueSpan = z.infer<typeof DueSpan>;

/** `GET /api/items?…`: the worklist of the agency, the most urgent first. */
export const ListItemsQuery = z.strictObject({
  status: WorkItemStatus.optional().describe('state of the item; open when no other part of the worklist is asked for'),
  due: DueSpan.optional(),
  mine: Flag.optional().describe('only what the caller has claimed'),
  unassigned: Flag.optional().describe('only what is open and nobody has claimed'),
  toSign: Flag.optional().describe('only what waits for a signature that the caller may give: not what they wrote, nor what they have signed'),
  flagged: Flag.optional().describe('only where the newest signed answer, or what a machine would have said, is a flag'),
  batch: BatchId.optional().describe('only the candidates of this batch, in whatever state'),
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

/** `POST /api/items/searches`. It goes in a body, as what is looked for may be personal: an address is kept in logs. */
export const SearchItemsBody = z.strictObject({
  text: z.string().trim().min(1).max(200).describe("the whole name, identity number or proposed post of a candidate, the number of a case or of a request; blanks and full-width forms make no difference"),
  limit: z.int().min(1).max(50).default(20).describe('how many items at most'),
});
export type SearchItemsBody = z.infer<typeof SearchItemsBody>;

/** A longer list is not walked to its end to be counted. */
export const COUNTED_MAX = 1_000;
const Count = z.int().min(0).max(COUNTED_MAX).describe(`how many; counted up to ${COUNTED_MAX}, so that ${COUNTED_MAX} means as many or more`);

/** How much there is in each part of the worklist. */
export const WorklistCounts = z.strictObject({
  countedMax: z.literal(COUNTED_MAX).describe('where counting ends'),
  todayUntil: IsoInstant.describe('when today ends; RFC 3339, UTC'),
  soonUntil: IsoInstant.describe('when the second working day after today ends; RFC 3339, UTC'),
  due: z.strictObject({ overdue: Count, today: Count, soon: Count, later: Count, paused: Count }).describe('what has still to be answered, by due time'),
  state: z
    .strictObject({ open: Count, unassigned: Count, mine: Count, toSign: Count, waiting: Count, submitted: Count, rejected: Count, flagged: Count, awaitsSubstitute: Count })
    .describe('by what is to be done, and by whom: mine and toSign are those of the caller'),
});
export type WorklistCounts = z.infer<typeof WorklistCounts>;

const SAVED_VIEWS_MAX = 20;
const Wish = (what: string) => z.boolean().optional().describe(what);

/** A part of the worklist that somebody comes back to. What was searched for is never part of it. */
export const SavedView = z.strictObject({
  title: z.string().trim().min(1).max(40).describe('what its owner calls it'),
  filter: z
    .strictObject({
      status: WorkItemStatus.optional(),
      due: DueSpan.optional(),
      mine: Wish('only what its owner has claimed'),
      unassigned: Wish('only what is open and nobody has claimed'),
      toSign: Wish('only what its owner may sign'),
      flagged: Wish('only what is flagged'),
      batch: BatchId.optional().describe('only the candidates of this batch'),
      awaitsSubstitute: Wish('only what waits for a substitute'),
    })
    .describe('as in the query of the worklist'),
});
export type SavedView = z.infer<typeof SavedView>;

const Revision = z.int().min(0).describe('goes up each time that they are saved; 0: nothing was ever saved');

/** `PUT /api/worklist/views`: all of the caller's views, in their order; they take the place of those before. */
export const SetSavedViewsBody = z.strictObject({ revision: Revision, views: z.array(SavedView).max(SAVED_VIEWS_MAX).describe('the views') });
export type SetSavedViewsBody = z.infer<typeof SetSavedViewsBody>;

/** The caller's own views. */
export const SavedViews = z.strictObject({ revision: Revision, views: z.array(SavedView).describe('the views') });
export type SavedViews = z.infer<typeof SavedViews>;

/** Who else has an item open now. */
export const ItemPresence = z.strictObject({
  others: z.array(z.strictObject({ id: z.string().describe("the person's id within the agency"), name: z.string().describe("the person's name"), since: IsoInstant.describe('since when; RFC 3339, UTC') })).describe('colleagues, at most 20, those who came first at the front'),
  beatSeconds: z.int().min(1).describe('within how many seconds to say again that one has it open'),
});
export type ItemPresence = z.infer<typeof ItemPresence>;

/** That it is noted no more that one has an item open. */
export const PresenceEnded = z.strictObject({ ended: z.boolean().describe('whether there was anything to forget') });
export type PresenceEnded = z.infer<typeof PresenceEnded>;

/** The data of the events of `GET /api/worklist/stream`, as JSON: nothing of a person. */
export const WorklistChange = z.strictObject({
  requestId: RequestId.describe('which item'),
  version: z.int().min(0).describe('how far its ledger has come; the first part of its entity tag'),
});
export type WorklistChange = z.infer<typeof WorklistChange>;
