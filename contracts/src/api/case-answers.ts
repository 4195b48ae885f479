import { z } from 'zod';
import { AgencyId, BatchId, CaseId, IsoInstant, RequestId } from '../kernel/index.js';
import { AgencyName, Approver, Finding, Signer, VerdictCode } from '../messages/index.js';
import { CountingRule } from '../working-time/index.js';
import { AgendaView } from './agenda.js';
import { DecisionKind } from './case-commands.js';
import { CaseNumber } from './case-number.js';
import { CaseStatus } from './case-status.js';

const CaseRow = z.int().min(0).describe('row of the list that the candidate came from; 0 where it came by itself');
const at = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);

/** The newest verdict of one agency, without its findings. */
export const VerdictView = z.strictObject({
  version: z.int().min(1).max(99).describe('1, and one more for each correction'),
  code: VerdictCode,
  category: z.string().optional().describe("the agency's own reply wording; absent once the person's key is destroyed"),
  blocking: z.boolean().describe('whether the policy lets it halt the case'),
  filedAt: at('when it came into the ledger'),
  lateWorkingDays: z.int().min(0).describe('working days after the due time'),
  afterHalt: z.boolean().describe('whether the case was halted when it came'),
});

const OfNumber = z.int().min(1).max(99).describe('its number, from 1');
const InItsWords = z.string().nullable().describe("in the agency's words; null once the person's key is destroyed");

/** What was asked of one agency and what came of it. */
export const RequestView = z.strictObject({
  requestId: RequestId,
  agency: AgencyId,
  agencyName: AgencyName.describe('the name that it bore when it signed its verdict, else when it was asked'),
  movedFrom: z.array(z.strictObject({ agency: AgencyId, name: AgencyName.describe('its last name'), at: IsoInstant.describe('since when') })).describe('agencies that were merged into it and were asked before'),
  round: z.int().min(1).describe('how many times this agency was asked in this case'),
  answersFor: z.array(AgencyId).describe('agencies of the policy whose question it asks'),
  renews: z.boolean().describe('whether its agency has answered before and is asked only what is new since (是否有新情况)'),
  status: z.enum(['open', 'withheld', 'waiting-for-supplement', 'answered', 'recalled', 'declined', 'reassigned', 'waived']).describe('state of the request; its clock stands still while it waits for a supplement; withheld: it is not with its agency and waits for a person'),
  issuedAt: at('when the request was issued'),
  dueAt: at('when the answer is due'),
  provisional: z.boolean().describe('whether the due time lies beyond the known working calendar'),
  moved: z.strictObject({ because: z.enum(['pause-ended', 'recounted']).describe('the longest pause was over, or a year without calendar became known'), formerDueAt: IsoInstant.describe('the due time before') }).nullable().describe('the last time that the due time moved without its having been asked for; null: never'),
  mark: z.enum(['yellow', 'red']).nullable().describe('how pressing the last reminder has marked it; null: none has'),
  counting: CountingRule.nullable().describe('from where its working days were counted; null for a limit in minutes, and where it was issued before that was noted'),
  deadlineVersion: z.int().min(1).describe('goes up each time that the due time moves'),
  receivedAt: at('when the agency acknowledged it'),
  overdueAt: at('when the present due time passed without an answer'),
  overdue: z.array(z.strictObject({ deadlineVersion: z.int().min(1).describe('which deadline'), at: at('when it was found to have passed') })).describe('every deadline that passed, also those that have moved since'),
  question: z.strictObject({ number: OfNumber, askedAt: at('when the clock stopped'), until: at('when the pause ends at the latest'), pauseEndedAt: at('when the longest pause was over, and the clock ran on'), text: InItsWords }).nullable().describe('what the agency waits for; null while it does not'),
  supplements: z.array(z.strictObject({ number: OfNumber, question: OfNumber, sentAt: at('when it was sent') })).describe('what was sent after the request'),
  extensions: z
    .array(z.strictObject({ number: OfNumber, until: at('asked until'), askedAt: at('when'), reason: InItsWords, decided: z.boolean().describe('whether an officer has decided'), grantedUntil: at('granted until; null where it was refused or is open') }))
    .describe('more time that the agency has asked for'),
  declined: z.strictObject({ kind: z.enum(['out-of-scope', 'recused']).describe('which'), at: at('when'), reason: InItsWords }).nullable().describe('why the agency does not answer; the case cannot clear over it'),
  reassignedTo: AgencyId.nullable().describe('who answers instead'),
  questioned: z.boolean().describe('whether its verdict was given with somebody who should have been recused: it counts for no clear conclusion, and the agency is asked anew'),
  flag: z.enum(['open', 'closed', 'advice']).nullable().describe('open: it stands and blocks; closed: by two persons; advice: it does not block and wants to be considered; null: none'),
  verdict: VerdictView.nullable().describe('null while there is none, and where it is sealed because the candidate was withdrawn'),
});

const PersonId = z.string().describe("the person's id");

/** What two persons decide in a case. */
export const DecisionView = z.strictObject({
  number: OfNumber,
  kind: DecisionKind,
  agency: AgencyId.nullable().describe('of a flag or a request'),
  otherCaseId: CaseId.nullable().describe('of a hold that is set aside'),
  reviewAt: at('of a suspension: when it is reviewed'),
  status: z.enum(['open', 'confirmed', 'refused', 'void']).describe('open until a second person has spoken; void: one of the two is recused'),
  proposedBy: PersonId,
  proposedAt: at('when'),
  decidedBy: PersonId.nullable().describe('who confirmed or refused; null while it is open'),
  decidedAt: at('when the second person spoke'),
  reason: z.string().nullable().describe("the proposer's reason; null once the person's key is destroyed"),
  basis: z.string().nullable().describe('rule or article'),
  heard: z.enum(['heard', 'not-heard', 'not-permitted']).nullable().describe('whether the person could state and defend'),
  refusal: z.string().nullable().describe('why the second person refused'),
});

/** One case for an officer, folded from its ledger, without the candidate. */
export const CaseView = z.strictObject({
  caseId: CaseId,
  number: CaseNumber,
  batchId: BatchId,
  row: CaseRow,
  status: CaseStatus,
  openFlags: z.array(AgencyId).describe('agencies that have flagged and stand by it; empty where the case is sealed'),
  openedAt: at('when the case was opened'),
  endedAt: at('when it ended, for now'),
  validUntil: at('until when the joint conclusion holds'),
  conclusion: z.int().min(1).max(99).nullable().describe('which joint conclusion of the case is the newest; null while there is none'),
  reviewAt: at('when the halt or the suspension is reviewed'),
  recallAt: at('of a case that has stopped: when what is still open is recalled; null where nothing waits for it'),
  agenda: AgendaView.nullable().describe('the meeting that the candidate goes to; null where there is none'),
  sealed: z.boolean().describe('the candidate was withdrawn: verdicts in hand are on record and not shown'),
  otherCases: z
    .array(z.strictObject({ caseId: CaseId, foundAt: at('when it was found'), holds: z.boolean().describe('a flag stands in it: no conclusion is drawn here until it falls or two persons set it aside') }))
    .describe('other cases of the same person, by identity number; nothing else of them is shown'),
  requests: z.array(RequestView).describe('every request, those of earlier rounds first'),
  decisions: z.array(DecisionView).describe('what two persons decide, in order of proposal'),
});
export type CaseView = z.infer<typeof CaseView>;

const Next = z.string().nullable().describe('cursor of the next page; null on the last');

const CaseItem = z.strictObject({
  caseId: CaseId,
  number: CaseNumber,
  row: CaseRow,
  status: CaseStatus,
  verdicts: z.record(AgencyId, VerdictCode).describe('code by agency, of those that have answered'),
  overdue: z.array(AgencyId).describe('agencies that are late'),
  otherCases: z.int().min(0).describe('how many other cases of the same person are known'),
  withheld: z.boolean().describe('whether a flag in one of them holds this case'),
  openedAt: IsoInstant.describe('when the case was opened; RFC 3339, UTC'),
  endedAt: at('when it ended, for now'),
  reason: z.string().describe('who flagged and how, in Chinese; empty where nobody did'),
});

/** A page of the cases of a batch, in the order of its list. */
export const CasePage = z.strictObject({ items: z.array(CaseItem).describe('the cases'), next: Next });
export type CasePage = z.infer<typeof CasePage>;

const OpenRequestItem = z.strictObject({
  requestId: RequestId,
  caseId: CaseId,
  batchId: BatchId,
  issuedAt: IsoInstant.describe('when the request was issued; RFC 3339, UTC'),
  dueAt: IsoInstant.describe('when the answer is due; RFC 3339, UTC'),
  receivedAt: at('when the agency acknowledged it'),
  overdue: z.boolean().describe('whether the due time has passed'),
  withheld: z.enum(['suspended', 'successor-declined']).nullable().describe('why it is kept from the agency: it is suspended, or was merged into one that does not answer in this case; null while it is with it'),
});

/** A page of what an agency has not answered, the most urgent first. */
export const OpenRequestPage = z.strictObject({ items: z.array(OpenRequestItem).describe('the requests'), next: Next });
export type OpenRequestPage = z.infer<typeof OpenRequestPage>;

const DecisionItem = z.strictObject({ caseId: CaseId, batchId: BatchId, row: CaseRow, status: CaseStatus, decision: DecisionView.describe('what waits for a second person') });

/** A page of decisions that wait for a second person. */
export const DecisionPage = z.strictObject({ items: z.array(DecisionItem).describe('the decisions, by case'), next: Next });
export type DecisionPage = z.infer<typeof DecisionPage>;

const FiledVerdict = z.strictObject({
  requestId: RequestId,
  agency: AgencyId,
  agencyName: AgencyName.describe('the name that it bore when it signed'),
  version: z.int().min(1).max(99).describe('1, and one more for each correction'),
  code: VerdictCode,
  category: z.string().describe("the agency's own reply wording"),
  findings: z.array(Finding).describe('what a flag rests on'),
  clerk: Signer.describe('who drafted'),
  approvers: z.array(Approver).describe('who signed, and in whose place'),
  mode: z.enum(['human', 'automatic']).describe('people answered, or a machine under a standing order'),
  standingOrder: z.string().nullable().describe('under which an automatic answer was given'),
  decidedAt: IsoInstant.describe('when the answer was signed'),
  filedAt: IsoInstant.describe('when it came into the ledger'),
  signed: z.string().describe("the message as its agency signed it, by itself or under a root; whoever has the agency's public keys verifies it"),
});

/** What the coordinator's people need to adjudicate: who it is, and what agencies have said, in every version. */
export const CaseFile = z.strictObject({
  caseId: CaseId,
  candidate: z
    .strictObject({
      name: z.string().describe('the name (姓名)'),
      employer: z.string().nullable().describe('where the person works (工作单位)'),
      currentPost: z.string().nullable().describe('the present post (现任职务)'),
      proposedPost: z.string().nullable().describe('the proposed post (拟任职务)'),
      remark: z.string().nullable().describe('the remark of the list (备注)'),
    })
    .nullable()
    .describe("null once the person's key is destroyed"),
  sealed: z.boolean().describe('the candidate was withdrawn: verdicts are not shown'),
  verdicts: z.array(FiledVerdict).describe('in the order in which they were filed'),
});
export type CaseFile = z.infer<typeof CaseFile>;

const TimelineItem = z.strictObject({
  number: z.int().min(1).describe('which event of the case, from 1'),
  at: IsoInstant.describe('when; RFC 3339, UTC'),
  actor: z.strictObject({ kind: z.enum(['person', 'agency', 'machine']).describe('which kind'), id: z.string().describe('its id') }).describe('who did it'),
  event: z.string().describe('what happened, as the ledger names it'),
  agency: AgencyId.nullable().describe('which agency it is about'),
  agencyName: AgencyName.nullable().describe('the name that it bore then'),
  to: z.strictObject({ agency: AgencyId, name: AgencyName.describe('the name that it bore then') }).nullable().describe('who answers instead'),
  requestId: RequestId.nullable().describe('which request it is about'),
  verdict: z
    .strictObject({
      version: z.int().min(1).describe('which version'),
      code: VerdictCode,
      blocking: z.boolean().describe('whether it halts'),
      lateWorkingDays: z.int().min(0).describe('working days after the due time'),
    })
    .nullable().describe('of a verdict that was filed; null where it is sealed'),
  decision: z.int().min(1).nullable().describe('number of the decision'),
  dueAt: at('a due time or a review date that was set'),
  text: z.strictObject({ zh: z.string().describe('the sentence in Chinese'), en: z.string().describe('the sentence in English') }).describe('for people'),
});

/** A page of what happened in a case, from its ledger. */
export const TimelinePage = z.strictObject({ items: z.array(TimelineItem).describe('in order'), next: Next });
export type TimelinePage = z.infer<typeof TimelinePage>;

/** How many cases of a batch were sent out. */
export const BatchStarted = z.strictObject({ started: z.int().min(0).describe('cases whose requests went out now'), failed: z.int().min(0).describe('cases that could not be started; call again') });
export type BatchStarted = z.infer<typeof BatchStarted>;
