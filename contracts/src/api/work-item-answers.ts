import { z } from 'zod';
import { CaseId, IsoInstant, RequestId } from '../kernel/index.js';
import { Finding, Request, VerdictCode } from '../messages/index.js';
import { AnswerForm } from './answer-form.js';
import { Sentence } from './batch-answers.js';
import { LegalBasisId } from './legal-bases.js';
import { WorkItemStatus } from './worklist.js';

const at = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);
const on = (what: string) => IsoInstant.describe(`${what}; RFC 3339, UTC`);
const StaffId = z.string().describe("the person's id within the agency");
const StaffName = z.string().describe("the person's name; empty once the key of the item is destroyed");
const Number = (what: string) => z.int().min(1).describe(what);

const StaffRecusal = z.strictObject({
  person: StaffId,
  since: on('since when'),
  needs: z.enum(['clerk', 'approver']).nullable().describe('what a substitute is asked for; null where the person had no part in it'),
  substitutedAt: at('when a substitute took over'),
  substitute: StaffId.nullable().describe('who did'),
});

const Claim = z.strictObject({ by: StaffId, name: StaffName, since: on('since when') });

/** One line of the worklist. */
const WorkItemLine = z.strictObject({
  requestId: RequestId,
  caseId: CaseId,
  status: WorkItemStatus,
  name: z.string().nullable().describe("the candidate's name, decrypted for this page; null once the key of the item is destroyed"),
  receivedAt: at('when the request came'),
  dueAt: at('when the answer is due'),
  overdue: z.boolean().describe('whether it is past its due time and not answered'),
  awaitsSubstitute: z.boolean().describe('whether a substitute is asked for somebody who was recused'),
  claimedBy: StaffId.nullable().describe('id of the clerk who works on it; null while nobody does'),
  claimedByName: StaffName.nullable().describe('name of that clerk'),
  proposedPost: z.string().nullable().describe('post that the candidate is proposed for; null where the agency is not told, or the key is destroyed'),
  batch: z.string().nullable().describe('batch of the candidate, or the case where it came without one'),
  flagged: z.boolean().describe('whether the newest signed answer, or what a machine would have said, is a flag'),
  version: z.int().min(1).describe('how far its ledger had come; the list may be a moment behind'),
});

/** What was found. Whoever is recused from a candidate finds nothing of them. */
export const FoundItems = z.strictObject({ items: z.array(WorkItemLine).describe('the items, the most urgent first'), more: z.boolean().describe('whether there are more than were asked for') });
export type FoundItems = z.infer<typeof FoundItems>;

/** A page of the worklist, the most urgent first. */
export const WorkItemPage = z.strictObject({ items: z.array(WorkItemLine).describe('the items'), next: z.string().nullable().describe('cursor of the next page; null on the last') });
export type WorkItemPage = z.infer<typeof WorkItemPage>;

const Answer = z.strictObject({
  category: z.string().describe("the agency's own reply wording"),
  code: VerdictCode,
  findings: z.array(Finding).describe('what a flag rests on'),
});

const Submission = z.strictObject({
  number: Number('which submission of this item'),
  submittedAt: on('when'),
  by: StaffId,
  name: StaffName,
  answer: Answer.nullable().describe('what is proposed; null once the key of the item is destroyed'),
  approvals: z.array(z.strictObject({ by: StaffId, name: StaffName, onBehalfOf: StaffName.nullable().describe('whose powers were used by delegation') })).describe('who has signed so far'),
  approversMin: Number('how many have to sign'),
});

/** What an act of the record says, without what it holds of the person. */
const HistoryLine = z.strictObject({
  at: on('when'),
  event: z.string().describe('what happened, e.g. AnswerSubmitted'),
  by: z.strictObject({ kind: z.enum(['person', 'agency', 'machine']).describe('what kind of actor'), id: z.string().describe('which one') }).describe('who did it'),
  number: z.int().optional().describe('of the submission, question, supplement, extension or version of the verdict'),
});

/** How the agency's records were asked. */
const LookUpView = z.strictObject({
  connector: z.enum(['manual', 'register', 'http']).describe('by nobody, in a register, or at the look-up service'),
  outcome: z.enum(['found', 'nothing-to-say', 'pending', 'unavailable']).describe('pending: read again in a moment. nothing-to-say: a person has to look. unavailable: nobody knows at this moment'),
  source: z.string().nullable().describe('which list or system said so'),
  obtainedAt: at('when the records were as they are told here'),
  code: z.string().nullable().describe('why it is unavailable; stable, for programs'),
  sentence: Sentence.nullable().describe('the same for people'),
});

const Drawn = z.strictObject({
  standingOrder: z.string().describe('under which order'),
  oneIn: Number('one in so many is drawn'),
  drawnAt: on('when'),
  agrees: z.boolean().nullable().describe('whether the person came to the same code as the machine would have; null while nobody has answered'),
  sameWording: z.boolean().nullable().describe('whether to the same reply wording too'),
});

const ItemClockEntry = z.strictObject({
  at: on('when'),
  event: z.enum(['started', 'paused', 'question-added', 'resumed', 'extension-asked', 'extension-granted', 'extension-refused', 'pause-ended', 'recounted', 'stopped', 'runs-on']).describe('what happened to the clock; runs-on: the answer that had stopped it was not accepted'),
  number: z.int().min(1).nullable().describe('of the question, the supplement or the extension'),
  dueAt: at('the due time that it set'),
  until: at('of an extension that is asked: until when'),
  pausedMinutes: z.int().min(0).nullable().describe('of a clock that goes on: how long it stood still; working minutes, rounded down'),
  because: z.enum(['answered', 'declined', 'recalled']).nullable().describe('of a clock that stopped: why'),
});

/** The clock of the item, as the agency's own ledger tells it. The coordinator's counts from when messages arrive there. */
const ItemClockView = z.strictObject({
  state: z.enum(['running', 'paused', 'stopped']).describe('paused: a question is with the coordinator. stopped: answered, declined or recalled'),
  startedAt: at('when the request came'),
  dueAt: at('when the answer is due; of a paused clock the due time that moves when the supplement comes'),
  deadlineVersion: z.int().min(0).describe('goes up each time that the due time moves'),
  pausedSince: at('since when it stands still, or since the extension that was granted meanwhile; null unless it is paused'),
  pausedUntil: at('when the pause ends at the latest, by the calendar that ships; null unless it is paused, and where there is no longest pause'),
  pausedMinutes: z.int().min(0).describe('all pauses together, the present one up to now; working minutes, rounded down'),
  remainingMinutes: z.int().min(0).nullable().describe('what is left to the due time, or was left as the clock stopped or paused; working minutes, rounded down; 0 where it has passed'),
  entries: z.array(ItemClockEntry).describe('everything that happened to it, the oldest first'),
});

/** One work item for the agency's staff. */
export const WorkItemView = z.strictObject({
  requestId: RequestId,
  caseId: CaseId,
  status: WorkItemStatus,
  receivedAt: at('when the request came'),
  dueAt: at('when the answer is due'),
  provisional: z.boolean().describe('whether that was counted in a year without calendar; it is counted again once the year is known'),
  formerDueAt: at('the due time before it moved without having been asked for; null where it has not'),
  overdue: z.boolean().describe('whether it is past its due time and not answered'),
  request: Request.nullable().describe('what was asked, as the policy allows this agency to see it; null once the key of the item is destroyed'),
  claim: Claim.nullable().describe('who works on it'),
  draft: z.strictObject({ form: AnswerForm, savedAt: on('when'), savedBy: StaffId }).nullable().describe('the form as it was saved last'),
  submission: Submission.nullable().describe('the answer that waits for approval'),
  returned: z.strictObject({ submission: Number('which submission'), by: StaffId, reason: z.string().describe('what is to be changed') }).nullable().describe('why the last submission came back'),
  proposal: Answer.extend({ category: z.string().nullable().describe('the first wording of this code, if there is one') }).nullable().describe("what the agency's own records say; a proposal and never an answer"),
  lookUp: LookUpView.nullable().describe('how the proposal is known, or why there is none; null where nobody has to answer any more'),
  drawn: Drawn.nullable().describe('a machine would have answered, and it was drawn for a person to answer instead'),
  bases: z.array(z.strictObject({ id: LegalBasisId, title: z.string().describe('in Chinese') })).describe('the list that a flag takes its basis from'),
  question: z.strictObject({ number: Number('which question'), text: z.string().describe('what was asked'), askedAt: on('when') }).nullable().describe('what the agency waits for'),
  supplements: z.array(z.strictObject({ number: Number('which supplement'), text: z.string().describe('the answer to what was asked'), receivedAt: on('when') })).describe('what the coordinator has added'),
  extensions: z
    .array(z.strictObject({ number: Number('which extension'), until: at('asked until; null where the store was lost since'), decided: z.boolean().describe('whether the coordinator has decided'), grantedUntil: at('granted until; null where it was refused or is open') }))
    .describe('the extensions that were asked for'),
  clock: ItemClockView.describe('how its clock stands, and why'),
  recusals: z.array(StaffRecusal).describe('members of staff who are recused from it (回避), and how long a substitute took'),
  reReviewOf: z.int().min(1).nullable().describe('version of the verdict that was given with somebody who is recused, so that the coordinator asks anew'),
  declined: z.enum(['out-of-scope', 'recused']).nullable().describe('why the agency does not answer'),
  verdict: z.strictObject({ version: Number('1, and one more for each correction'), code: VerdictCode, signedAt: on('when') }).nullable().describe('the newest signed verdict'),
  rejectedCode: z.string().nullable().describe('why the coordinator did not accept it'),
  history: z.array(HistoryLine).describe('every event of the item, the oldest first'),
});
export type WorkItemView = z.infer<typeof WorkItemView>;

const EarlierAnswer = z.strictObject({
  requestId: RequestId,
  caseId: CaseId,
  status: WorkItemStatus,
  receivedAt: at('when that request came'),
  proposedPost: z.string().nullable().describe('the post that the person was proposed for then'),
  verdict: z
    .strictObject({ version: Number('which version'), code: VerdictCode, category: z.string().describe("the agency's own reply wording"), findings: z.array(Finding).describe('what a flag rested on'), signedAt: on('when'), clerk: StaffName, approvers: z.array(StaffName).describe('who signed it') })
    .nullable()
    .describe('the newest signed answer; null where none was given, or its key is destroyed'),
});

/** What this agency answered before about the same person. */
export const EarlierAnswers = z.strictObject({
  by: z.enum(['identity-number', 'name']).nullable().describe('by what it is known to be the same person. name: by name and employer, as the agency is not told the number, so it may be a namesake. null: the agency is told neither, and nothing was looked for'),
  items: z.array(EarlierAnswer).describe('at most 20, the newest first; without those from which the caller is recused'),
  undeclared: z.int().min(0).describe('how many more there are for whose batch the caller has still to declare relations'),
});
export type EarlierAnswers = z.infer<typeof EarlierAnswers>;

/** The reply letter (回复函): exactly what is printed. */
export const ReplyLetter = z.strictObject({
  number: z.string().describe('number of the letter: of the agency, the year, the request and the version of the answer'),
  agency: z.string().describe('official name of the agency'),
  addressee: z.string().describe('to whom it is written'),
  date: z.iso.date().describe('day of the signature in China'),
  requestId: RequestId,
  scope: z.string().describe('what the agency was asked to speak to'),
  candidate: Request.shape.person.describe('the person as this agency may see them'),
  version: Number('version of the answer'),
  supersedes: z.int().min(1).nullable().describe('version that it takes the place of; null where it is the first'),
  code: VerdictCode,
  words: Sentence.describe('the same in words'),
  category: z.string().describe("the agency's own reply wording"),
  findings: z.array(Finding).describe('what a flag rests on, each with its legal basis'),
  clerk: z.string().describe('who drafted the answer (经办人)'),
  approvers: z.array(z.strictObject({ name: z.string().describe('who signed (签发人)'), onBehalfOf: z.string().nullable().describe('in whose place') })).describe('in the order of their signatures'),
  mode: z.enum(['human', 'automatic']).describe('whether people or a standing order answered'),
  standingOrder: z.string().nullable().describe('under which'),
  verdictHash: z.string().describe('SHA-256 of what was signed, base64url: by it the letter is held against the record'),
  filed: z.boolean().describe('whether the coordinator has it on record'),
});
export type ReplyLetter = z.infer<typeof ReplyLetter>;
