import { z } from 'zod';
import { Meeting } from '@lianshen/contracts/api';
import { AgencyId, BatchId, CaseId, Instant, Nonce, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import { AgencyName, Signer, VerdictCode } from '@lianshen/contracts/messages';
import { ReminderStep } from '@lianshen/contracts/reminders';
import { CountingRule } from '@lianshen/contracts/working-time';
import { Candidate } from './candidate.js';
import { DecidedAction, DecisionNumber, DecisionReason } from './decision.js';

const Version = z.int().min(1).max(99);
const PersonId = z.string().min(1).max(128);

/** Why somebody did something, in their words. */
const Reason = z.strictObject({ reason: z.string() });

/** An agency whose request came here by a merger: under which name, and since when. */
const MovedFrom = z.strictObject({ agency: AgencyId, name: AgencyName, at: Instant });
export type MovedFrom = z.infer<typeof MovedFrom>;

/** Another case of the same person, as it stood at its commit of that number. */
const OtherCase = z.strictObject({ otherCaseId: CaseId, otherSeq: z.int().min(1) });

/** When what is open is recalled. */
const RecallAt = Instant.optional().describe('absent where nothing is open, and in commits from before recalls had a beat, which hold them');

/**
 * From where the due time of a request comes: the limit of its shares, what was left of the request before the case was
 * halted, or a due time that was there before (a merger, two shares in one). Absent in requests from before it was noted.
 */
export const DueBy = z.enum(['limit', 'left', 'kept']);
export type DueBy = z.infer<typeof DueBy>;

/** Its reminders and rungs up to the end of the ladder, the earliest first, and what it had run before. */
const Plan = {
  plan: z.array(ReminderStep).max(250).optional().describe('reminders before it and rungs after it; absent: none'),
  worked: z.number().min(0).optional().describe('minutes that the request had run when the due time was set, pauses left out: of working time, or by the clock where its limit is in minutes; absent: none'),
};

const Reminded = z.strictObject({ agency: AgencyId, requestId: RequestId, deadlineVersion: z.int().min(1), ...ReminderStep.shape }).describe('a step of the plan for this due time; `at` is when it was due');

const MovedDue = z.strictObject({ agency: AgencyId, requestId: RequestId, dueAt: Instant, provisional: z.boolean(), deadlineVersion: z.int().min(1), ...Plan });

/** What an agency said instead of an answer, by whom, and the signed message as it came. */
const Said = z.strictObject({ text: z.string(), clerk: Signer, jws: z.string() });
export type Said = z.infer<typeof Said>;

/** The facts of a case, as they stand in its ledger stream. What names or describes the person is in `private`. */
export const CaseEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('CaseOpened'),
    data: z.strictObject({
      batchId: BatchId,
      row: z.int().min(0).describe("the sheet's row, 0 where there was no sheet"),
      policyHash: Sha256,
      conclusion: z.enum(['automatic', 'officer']),
    }),
    private: z.strictObject({ candidate: Candidate }).optional(),
  }),
  z.strictObject({ type: z.literal('VettingStarted'), data: z.strictObject({ round: z.int().min(1) }) }),
  z.strictObject({
    type: z.literal('VettingResumed'),
    data: z.strictObject({ because: z.enum(['resumed', 'reopened', 'lapsed', 're-review']).describe('a halt or a suspension was lifted, an ended case was reopened, a conclusion had lapsed, or somebody had taken part who is recused') }),
  }),
  z.strictObject({
    type: z.literal('RequestIssued'),
    data: z.strictObject({
      requestId: RequestId,
      agency: AgencyId,
      round: z.int().min(1),
      nonce: Nonce,
      issuedAt: Instant,
      dueAt: Instant,
      provisional: z.boolean().describe('a year without calendar was counted Monday to Friday'),
      deadlineVersion: z.int().min(1),
      counting: CountingRule.optional().describe('from where its working days were counted; absent for a limit in minutes, and in requests that were issued before it was sent along'),
      approversMin: z.int().min(1).max(5).optional().describe('absent in requests that were issued before it was sent along'),
      destroyAfter: Instant,
      requestHash: Sha256,
      batch: BatchId.optional().describe('list that the request names; absent in requests that were issued before it was sent along'),
      answersFor: z.array(AgencyId).min(1).max(40).optional().describe("agencies of the policy whose question it asks; absent: the agency's own"),
      movedFrom: z.array(MovedFrom).min(1).max(40).optional().describe('agencies that were merged into this one and were asked before; absent: none'),
      renews: z.literal(true).optional().describe('its agency has answered before, its answer has expired, and it is asked only what is new; absent: the whole question'),
      dueBy: DueBy.optional(),
      plan: Plan.plan,
    }),
  }),
  z.strictObject({
    type: z.literal('RequestWithheld'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, because: z.enum(['suspended', 'successor-declined']).describe('its agency is suspended, or was merged into one that does not answer in this case') }),
  }),
  z.strictObject({ type: z.literal('ReceiptRecorded'), data: z.strictObject({ agency: AgencyId, requestId: RequestId }) }),
  z.strictObject({
    type: z.literal('VerdictFiled'),
    data: z.strictObject({
      agency: AgencyId,
      requestId: RequestId,
      version: Version,
      code: VerdictCode,
      blocking: z.boolean(),
      mode: z.enum(['human', 'automatic']),
      verdictHash: Sha256,
      lateWorkingDays: z.int().min(0),
      afterHalt: z.boolean(),
      signedAt: Instant.optional().describe('as its agency says; absent in verdicts that were filed before it was noted'),
    }),
    private: z.strictObject({ category: z.string(), jws: z.string().describe('the signed message as it came') }).optional(),
  }),
  z.strictObject({
    type: z.literal('VerdictRejected'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, version: Version, verdictHash: Sha256, code: z.string().max(64) }),
  }),
  z.strictObject({
    type: z.literal('RequestOverdue'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, deadlineVersion: z.int().min(1) }),
  }),
  /** Somebody was told that an answer is due soon (催办). */
  z.strictObject({ type: z.literal('AgencyReminded'), data: Reminded }),
  /** An answer is overdue, and the policy's ladder has come to its next rung (督办). */
  z.strictObject({ type: z.literal('OverdueEscalated'), data: Reminded }),
  z.strictObject({
    type: z.literal('MoreAsked'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, number: Version, until: Instant.optional().describe('when its clock runs on at the latest; absent: when it is answered') }),
    private: Said.optional(),
  }),
  /** The longest pause is over: the clock runs on, and the question can still be answered. */
  z.strictObject({ type: z.literal('PauseEnded'), data: MovedDue.extend({ question: Version, endedAt: Instant.describe('when the pause was over; the alarm may have come later') }) }),
  /** A due time that was counted in a year without calendar is counted again, now that the year is known. */
  z.strictObject({ type: z.literal('DeadlineRecounted'), data: MovedDue.extend({ formerDueAt: Instant }) }),
  z.strictObject({
    type: z.literal('SupplementSent'),
    data: z.strictObject({
      agency: AgencyId,
      requestId: RequestId,
      number: Version,
      question: Version.describe('which question it answers'),
      nonce: Nonce,
      sentAt: Instant,
      dueAt: Instant.describe('moved by the time that the question was open'),
      provisional: z.boolean(),
      deadlineVersion: z.int().min(1),
      supplementHash: Sha256,
      ...Plan,
    }),
    private: z.strictObject({ text: z.string() }).optional(),
  }),
  z.strictObject({
    type: z.literal('ExtensionAsked'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, number: Version, until: Instant }),
    private: Said.optional(),
  }),
  z.strictObject({
    type: z.literal('ExtensionDecided'),
    data: z.strictObject({
      agency: AgencyId,
      requestId: RequestId,
      number: Version,
      grantedUntil: Instant.nullable().describe('null where it was refused'),
      deadlineVersion: z.int().min(1).optional().describe('of the new due time, where it was granted'),
      gives: z.number().min(0).optional().describe('working minutes that it puts off the due time, pauses left out; absent where the policy sets no bound'),
      ...Plan,
    }),
  }),
  z.strictObject({
    type: z.literal('RequestDeclined'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, kind: z.enum(['out-of-scope', 'recused']) }),
    private: Said.optional(),
  }),
  z.strictObject({
    type: z.literal('RequestReassigned'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, to: AgencyId, because: z.enum(['officer', 'merged']).describe('an officer decided, or the agency was merged into its successor') }),
    private: Reason.optional(),
  }),
  z.strictObject({ type: z.literal('RequestWaived'), data: z.strictObject({ agency: AgencyId, requestId: RequestId }) }),
  z.strictObject({ type: z.literal('RequestRecalled'), data: z.strictObject({ agency: AgencyId, requestId: RequestId }) }),
  z.strictObject({ type: z.literal('CaseHalted'), data: z.strictObject({ agency: AgencyId, reviewAt: Instant, recallAt: RecallAt }) }),
  /** The review of a halt or a suspension was due and has not ended it: somebody is told, and so is somebody higher later on. */
  z.strictObject({
    type: z.literal('ReviewEscalated'),
    data: z.strictObject({ reviewAt: Instant, ...ReminderStep.omit({ mark: true }).shape, next: ReminderStep.optional().describe('who is told next; absent: the ladder ends here') }),
  }),
  z.strictObject({ type: z.literal('FlagAdded'), data: z.strictObject({ agency: AgencyId }) }),
  z.strictObject({ type: z.literal('FlagCorrected'), data: z.strictObject({ agency: AgencyId }) }),
  z.strictObject({ type: z.literal('FlagClosed'), data: z.strictObject({ agency: AgencyId, requestId: RequestId, verdictHash: Sha256 }) }),
  z.strictObject({
    type: z.literal('AdviceConsidered'),
    data: z.strictObject({ verdictHashes: z.array(Sha256).min(1).max(99), by: PersonId }),
    private: z.strictObject({ text: z.string() }).optional(),
  }),
  z.strictObject({
    type: z.literal('DecisionProposed'),
    data: z.strictObject({ number: DecisionNumber, action: DecidedAction, by: PersonId }),
    private: DecisionReason.optional(),
  }),
  z.strictObject({ type: z.literal('DecisionConfirmed'), data: z.strictObject({ number: DecisionNumber, by: PersonId }) }),
  z.strictObject({ type: z.literal('DecisionRefused'), data: z.strictObject({ number: DecisionNumber, by: PersonId }), private: Reason.optional() }),
  z.strictObject({ type: z.literal('SamePersonFound'), data: OtherCase }),
  z.strictObject({ type: z.literal('OtherCaseHolds'), data: OtherCase }),
  z.strictObject({ type: z.literal('OtherCaseReleased'), data: OtherCase }),
  z.strictObject({ type: z.literal('OtherCaseDisregarded'), data: z.strictObject({ otherCaseId: CaseId }) }),
  z.strictObject({ type: z.literal('CaseSuspended'), data: z.strictObject({ reviewAt: Instant }) }),
  z.strictObject({ type: z.literal('CaseTerminated'), data: z.strictObject({ decision: DecisionNumber }) }),
  z.strictObject({ type: z.literal('CaseWithdrawn'), data: z.strictObject({ recallAt: RecallAt }), private: Reason.optional() }),
  z.strictObject({
    type: z.literal('CaseCleared'),
    data: z.strictObject({
      validUntil: Instant,
      verdictHashes: z.record(AgencyId, Sha256),
      version: Version.optional().describe('1, and one more for each conclusion that takes the place of one before; absent: 1'),
      by: PersonId.optional().describe('the officer who signed it; absent: the machine, or before it was noted'),
    }),
  }),
  /** An agency says that a verdict was given with somebody who should have been recused. */
  z.strictObject({
    type: z.literal('ReReviewOpened'),
    data: z.strictObject({ agency: AgencyId, requestId: RequestId, version: Version }),
    private: Reason.extend({ jws: z.string() }).optional(),
  }),
  /** A person of the coordinator has nothing more to do with the case: what they judged counts no more (回避). */
  z.strictObject({ type: z.literal('OfficerRecused'), data: z.strictObject({ person: PersonId }) }),
  z.strictObject({ type: z.literal('OfficerReadmitted'), data: z.strictObject({ person: PersonId }) }),
  /** Decisions of two persons fell because of a recusal: others decide anew. */
  z.strictObject({ type: z.literal('ReviewOpened'), data: z.strictObject({ reviewAt: Instant, recallAt: Instant.optional() }) }),
  z.strictObject({ type: z.literal('ConclusionLapsed'), data: z.strictObject({ version: Version }) }),
  z.strictObject({ type: z.literal('PutOnAgenda'), data: z.strictObject({ meeting: Meeting, meetingAt: Instant, conclusion: Version.describe('which joint conclusion goes to the meeting') }) }),
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;
