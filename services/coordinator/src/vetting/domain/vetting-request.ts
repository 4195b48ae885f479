import type { AgencyId, BatchId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { VerdictCode } from '@lianshen/contracts/messages';
import type { ReminderStep } from '@lianshen/contracts/reminders';
import type { CountingRule } from '@lianshen/contracts/working-time';
import type { CaseEventOf, DueBy, MovedFrom } from './case-event.js';

export interface FiledVerdict {
  readonly version: number;
  readonly code: VerdictCode;
  readonly blocking: boolean;
  readonly verdictHash: Sha256;
  readonly filedAt: Instant;
  /** As its agency says; that it was filed where that is not on record. */
  readonly signedAt: Instant;
  /** Which filing of the case it is, from 1: tells what came later within one commit, too. */
  readonly filing: number;
  readonly lateWorkingDays: number;
  readonly afterHalt: boolean;
  /** Undefined once the person's key is destroyed. */
  readonly category: string | undefined;
}

/** What was sent after the request, in answer to a question. */
export interface SentSupplement {
  readonly number: number;
  readonly question: number;
  readonly nonce: string;
  readonly sentAt: Instant;
  readonly dueAt: Instant;
  readonly deadlineVersion: number;
  readonly supplementHash: Sha256;
  /** Undefined once the person's key is destroyed, as all texts below. */
  readonly text: string | undefined;
}

export interface AskedExtension {
  readonly number: number;
  readonly until: Instant;
  readonly askedAt: Instant;
  readonly reason: string | undefined;
  /** Undefined while nobody has decided. `gives`: working minutes that it puts off the due time, counted where the policy bounds them, else 0. */
  readonly decision: { readonly grantedUntil: Instant | null; readonly deadlineVersion: number | undefined; readonly gives: number } | undefined;
}

export interface PendingQuestion {
  readonly question: number;
  readonly since: Instant;
  /** When the pause ends at the latest. */
  readonly until: Instant | undefined;
  /** When the longest pause was over. */
  readonly endedAt: Instant | undefined;
  readonly text: string | undefined;
}

export interface MovedDeadline {
  readonly because: 'pause-ended' | 'recounted';
  readonly dueAt: Instant;
  readonly formerDueAt: Instant;
  readonly provisional: boolean;
  readonly deadlineVersion: number;
}

export interface VettingRequest {
  readonly requestId: RequestId;
  readonly agency: AgencyId;
  /** Agencies of the policy whose question it asks: its own, and those whose share was given to it. */
  readonly answersFor: readonly AgencyId[];
  /** Which request of the case it is, from 1. */
  readonly order: number;
  readonly round: number;
  readonly nonce: string;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly deadlineVersion: number;
  /** Undefined where the request did not say it: it is made again with the bytes that it had. */
  readonly counting?: CountingRule | undefined;
  /** Undefined where the request did not say it. */
  readonly approversMin?: number | undefined;
  /** Undefined where the request did not name it. */
  readonly batch?: BatchId | undefined;
  readonly destroyAfter: Instant;
  /** Its agency has answered before, and is asked only what is new since. */
  readonly renews?: boolean | undefined;
  readonly requestHash: Sha256;
  /** Open also while it waits for a supplement; withheld while it is not with its agency and waits for a person. */
  readonly status: 'open' | 'withheld' | 'answered' | 'recalled' | 'declined' | 'reassigned' | 'waived';
  /** Why it is, or was, kept from its agency. */
  readonly withheld: CaseEventOf<'RequestWithheld'>['data']['because'] | undefined;
  /** Agencies that were merged into this one and were asked before. */
  readonly movedFrom: readonly MovedFrom[];
  /** Who answers instead. */
  readonly reassignedTo: AgencyId | undefined;
  /** The deadline as the request named it: it is made again with the bytes that it had. */
  readonly firstDeadline: { readonly dueAt: Instant; readonly provisional: boolean; readonly deadlineVersion: number };
  /** Undefined where it was not noted: such a due time is not counted again. */
  readonly dueBy?: DueBy | undefined;
  /** What is left of the reminders and rungs for the present due time. */
  readonly plan: readonly ReminderStep[];
  /** How pressing the last reminder has marked it. */
  readonly mark: ReminderStep['mark'];
  /** Until when its clock had run so many minutes, pauses left out. */
  readonly worked: { readonly at: Instant; readonly minutes: number };
  /** Of the pauses that its due time has taken in since it was issued, or since a person set it. */
  readonly pauses: readonly { readonly since: Instant; readonly until: Instant }[];
  /** The due time that a person set, and that later pauses moved. */
  readonly grantedUntil: Instant | undefined;
  /** The last time that its due time moved without its agency having asked for anything. */
  readonly moved: MovedDeadline | undefined;
  /** What its clock had come to when it was recalled. */
  readonly ranUntil: Instant | undefined;
  /** The question that the agency waits for, and since when its clock stands still; after `endedAt` it runs on. */
  readonly waiting: PendingQuestion | undefined;
  /** The highest number of a question. */
  readonly questions: number;
  readonly supplements: readonly SentSupplement[];
  readonly extensions: readonly AskedExtension[];
  readonly declined: { readonly kind: 'out-of-scope' | 'recused'; readonly at: Instant; readonly reason: string | undefined } | undefined;
  readonly receivedAt: Instant | undefined;
  /** When the present deadline passed without an answer. */
  readonly overdueAt: Instant | undefined;
  /** Every deadline that passed, also those that have moved since. */
  readonly overdue: readonly { readonly deadlineVersion: number; readonly at: Instant }[];
  /** The newest version; older ones are in the ledger. */
  readonly verdict: FiledVerdict | undefined;
  /** The verdict whose flag two persons have closed; a newer version is a flag of its own. */
  readonly flagClosed: Sha256 | undefined;
  /** Up to this version its verdicts were given with somebody who should have been recused; 0: none. One that comes later counts. */
  readonly questioned: number;
  /** Hashes of the versions before it, at most 98: one that comes again is known, and is not told stale. */
  readonly earlierVerdicts: readonly Sha256[];
}
