import { z } from 'zod';
import { AgencyId, CaseId, IsoInstant, RequestId } from '../kernel/index.js';
import { AgencyName } from '../messages/index.js';
import { Told } from '../policy/index.js';
import { Sentence } from './batch-answers.js';
import { CaseStatus } from './case-status.js';

const on = (what: string) => IsoInstant.describe(`${what}; RFC 3339, UTC`);
const at = (what: string) => IsoInstant.nullable().describe(`${what}; RFC 3339, UTC, or null`);
const Minutes = (what: string) => z.int().min(0).describe(`${what}; minutes as the limit counts them, rounded down`);
const ofNumber = (what: string) => z.int().min(1).max(99).nullable().describe(`number of the ${what}; null where it is about none`);
const Doer = z.strictObject({ kind: z.enum(['person', 'agency', 'machine']).describe('which kind'), id: z.string().describe('its id') }).describe('who did it');
const Text = Sentence.describe('for people');

const Step = z.string().max(64).describe('named after its rule: share-50-clerk, before-2-clerk, after-1-head');

/** What a due time rests on. */
const DueRuleView = z.strictObject({
  by: z.enum(['limit', 'kept', 'left', 'pause', 'pause-ended', 'extension', 'recounted']).describe("limit: the policy's, counted from when the request was issued; kept: a deadline that was there before shares came together; pause: moved by the time that a question was open; extension: granted by a person; left: what was left of the request before a halt; pause-ended: moved by the longest pause; recounted: counted again when a year's calendar became known"),
  share: AgencyId.nullable().describe('of a limit: the agency of the policy whose limit it is'),
  workingDays: z.int().min(1).nullable().describe('of a limit in working days: how many, from the day after receipt until the office closes on the last'),
  minutes: z.int().min(1).nullable().describe('of a limit in minutes: how many, by the clock'),
  text: Text,
});

const ClockEntryView = z.strictObject({
  at: on('when'),
  by: Doer,
  event: z.enum(['started', 'received', 'paused', 'question-added', 'resumed', 'pause-ended', 'recounted', 'reminded', 'escalated', 'extension-asked', 'extension-granted', 'extension-refused', 'overdue', 'stopped']).describe('what happened to the clock'),
  dueAt: at('the due time that it set'),
  provisional: z.boolean().nullable().describe('whether that due time lies beyond the known working calendar; null where none was set'),
  deadlineVersion: z.int().min(1).nullable().describe('version of the due time that was set, or that passed'),
  rule: DueRuleView.nullable().describe('what the due time rests on'),
  question: ofNumber('question'),
  supplement: ofNumber('supplement'),
  extension: ofNumber('extension'),
  until: at('of an extension that is asked: until when; of a pause: when it ends at the latest'),
  formerDueAt: at('of a due time that was counted again: the one before'),
  step: z
    .strictObject({ rule: Step, dueAt: on('when it was due'), tell: Told.describe('who was told'), mark: z.enum(['yellow', 'red']).nullable().describe('how pressing it is shown from then on; null where it says nothing of it') })
    .nullable()
    .describe('of a reminder or a rung of the ladder; null elsewhere'),
  pausedMinutes: z.int().min(0).nullable().describe('of a clock that goes on: how long it stood still; minutes as the limit counts them, rounded down'),
  reason: z.string().nullable().describe("the agency's words of a question or a wish for time; null elsewhere, for a reader who may not see them, and once the person's key is destroyed"),
  because: z.enum(['withheld', 'answered', 'recalled', 'declined', 'reassigned', 'waived']).nullable().describe('of a clock that stopped: why'),
  text: Text,
});

/** The clock of one request. */
const RequestClockView = z.strictObject({
  requestId: RequestId,
  agency: AgencyId,
  agencyName: AgencyName.describe('the name that it bore when it was asked'),
  round: z.int().min(1).describe('how many times this agency was asked in this case'),
  counts: z.enum(['working-minutes', 'minutes']).describe('whether time counts while the office is open (8:30 to 17:30 on working days), or by the clock'),
  state: z.enum(['running', 'paused', 'stopped']).describe('how it stands now'),
  startedAt: on('when the request was issued'),
  dueAt: on('when the answer is due; of a paused clock the due time that moves when it goes on'),
  provisional: z.boolean().describe('whether that lies beyond the known working calendar'),
  deadlineVersion: z.int().min(1).describe('goes up each time that the due time moves'),
  rule: DueRuleView.describe('what the due time rests on'),
  pausedUntil: at('when the pause ends at the latest; null unless it is paused, and where the policy sets no longest pause'),
  pausedSince: at('since when it stands still, or since the extension that was granted meanwhile; null unless it is paused'),
  overdueAt: at('when the present due time passed without an answer'),
  workedMinutes: Minutes('how long it has run, pauses left out'),
  remainingMinutes: Minutes('what is left to the due time, or was left as the clock stopped or paused; 0 where it has passed'),
  pausedMinutes: Minutes('all pauses together, the present one up to now'),
  entries: z.array(ClockEntryView).describe('everything that happened to it, the oldest first'),
});

const CaseClockEntryView = z.strictObject({
  at: on('when'),
  by: Doer,
  event: z.enum(['opened', 'started', 'halted', 'review-opened', 'suspended', 'resumed', 'cleared', 'lapsed', 'withdrawn', 'terminated', 'review-escalated']).describe('what happened to the clock of the case'),
  until: at('when the halt or the suspension is reviewed, or until when the conclusion holds'),
  recallAt: at('when what is open is recalled'),
  text: Text,
});

const DueView = z.strictObject({
  what: z.enum(['answer', 'reminder', 'escalation', 'end-of-pause', 'recall', 'review', 'review-escalation', 'end-of-validity']).describe('what is due: an answer of an agency, a reminder before it or a rung of the ladder after it, the end of the longest pause, the recall of what is open, the review of a halt or a suspension and its next rung, or that the conclusion lapses'),
  at: on('when'),
  passed: z.boolean().describe('whether that time has passed'),
  requestId: RequestId.nullable().describe('of an answer, what goes before and after it, and of a pause: which request'),
  agency: AgencyId.nullable().describe('of the same: whose'),
  tell: Told.nullable().describe('of a reminder or a rung: who is told'),
  rule: Step.nullable().describe('of a reminder or a rung: by which rule'),
  text: Sentence.describe('by which rule, for people'),
});

/** The clocks of a case: of the whole, and of each request. */
export const CaseClockView = z.strictObject({
  caseId: CaseId,
  status: CaseStatus,
  now: on('when it was read: what the minutes count to'),
  state: z.enum(['not-started', 'running', 'paused', 'stopped']).describe('the clock of the whole case: it runs in vetting, stands still while the case is halted or suspended, and has stopped at an end'),
  entries: z.array(CaseClockEntryView).describe('what happened to the clock of the whole case, the oldest first'),
  due: z.array(DueView).describe('what is due when, the earliest first; nothing is due of a clock that stands still'),
  requests: z.array(RequestClockView).describe('one clock for each request, in the order in which they were issued'),
});
export type CaseClockView = z.infer<typeof CaseClockView>;
