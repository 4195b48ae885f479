import type { AgencyId, Instant } from '@lianshen/contracts/kernel';
import type { ReplyLimit } from '@lianshen/contracts/policy';
import type { ReminderStep } from '@lianshen/contracts/reminders';
import type { VettingRequest } from '../vetting-request.js';

/** Who did something, as the ledger's acts say it. */
export interface Doer {
  readonly kind: 'person' | 'agency' | 'machine';
  readonly id: string;
}

/**
 * What a due time rests on. `limit`: the policy's limit of that share, counted from when the request was issued. `kept`: a
 * deadline that was there already, because shares moved by a merger or came together in one request. `pause`: it moved by
 * the time that a question was open. `extension`: a person granted it. `left`: what was left of the request before a halt.
 * `pause-ended`: it moved by the longest pause of a question. `recounted`: a year without calendar became known.
 */
export type DueRule =
  | { readonly by: 'limit'; readonly share: AgencyId; readonly within: ReplyLimit }
  | { readonly by: 'kept' }
  | { readonly by: 'pause'; readonly supplement: number }
  | { readonly by: 'pause-ended'; readonly question: number }
  | { readonly by: 'left' | 'recounted' }
  | { readonly by: 'extension'; readonly extension: number };

export interface Deadline {
  readonly dueAt: Instant;
  /** A year without calendar was counted Monday to Friday. */
  readonly provisional: boolean;
  readonly deadlineVersion: number;
  readonly rule: DueRule;
}

/** Why a clock has stopped: the status that the request has since. */
export type StoppedBecause = Exclude<VettingRequest['status'], 'open'>;

type Happening =
  | { readonly kind: 'started'; readonly deadline: Deadline }
  | { readonly kind: 'received' }
  | { readonly kind: 'paused' | 'question-added'; readonly question: number; readonly until: Instant | undefined; readonly reason: string | undefined }
  | { readonly kind: 'resumed'; readonly question: number; readonly supplement: number; readonly pausedMinutes: number; readonly deadline: Deadline }
  | { readonly kind: 'pause-ended'; readonly question: number; readonly pausedMinutes: number; readonly deadline: Deadline }
  | { readonly kind: 'recounted'; readonly formerDueAt: Instant; readonly deadline: Deadline }
  | { readonly kind: 'reminded' | 'escalated'; readonly step: ReminderStep; readonly deadlineVersion: number }
  | { readonly kind: 'extension-asked'; readonly extension: number; readonly until: Instant; readonly reason: string | undefined }
  | { readonly kind: 'extension-granted'; readonly extension: number; readonly deadline: Deadline }
  | { readonly kind: 'extension-refused'; readonly extension: number }
  | { readonly kind: 'overdue'; readonly deadlineVersion: number }
  | { readonly kind: 'stopped'; readonly because: StoppedBecause };

/** One thing that happened to the clock of a request. Reasons are in the agency's words; undefined once the person's key is destroyed. */
export type ClockEntry = { readonly at: Instant; readonly by: Doer } & Happening;
export type ClockEntryKind = ClockEntry['kind'];

/** One thing that happened to the clock of the whole case. */
export interface CaseClockEntry {
  readonly at: Instant;
  readonly by: Doer;
  readonly kind: 'opened' | 'started' | 'halted' | 'review-opened' | 'suspended' | 'resumed' | 'cleared' | 'lapsed' | 'withdrawn' | 'terminated' | 'review-escalated';
  /** When somebody has to look at it again, or until when the conclusion holds. */
  readonly until?: Instant | undefined;
  /** When what is open is recalled. */
  readonly recallAt?: Instant | undefined;
  /** Who was told that the review is due. */
  readonly step?: ReminderStep | undefined;
}
