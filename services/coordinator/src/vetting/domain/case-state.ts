import type { AgencyId, BatchId, CaseId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { VerdictCode } from '@lianshen/contracts/messages';
import type { ReminderStep } from '@lianshen/contracts/reminders';
import type { CountingRule } from '@lianshen/contracts/working-time';
import type { Candidate } from './candidate.js';
import type { CaseEventOf, DueBy, MovedFrom } from './case-event.js';
import type { Decision } from './decision.js';

/** `none` is a stream without commits. */
export type CaseStatus = 'none' | 'screening' | 'vetting' | 'halted' | 'suspended' | 'cleared' | 'terminated' | 'withdrawn' | 'lapsed';

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

/** What is known of another case of the same person: that it is there, and whether a flag in it holds this one. */
export interface OtherCase {
  readonly caseId: CaseId;
  /** The commit of the other case that this was learned from: an older one, relayed late, changes nothing. */
  readonly seq: number;
  readonly foundAt: Instant;
  readonly holds: boolean;
  /** Two persons have decided that its flag does not hold this case. */
  readonly disregarded: boolean;
}

export interface CaseState {
  readonly status: CaseStatus;
  readonly caseId: CaseId;
  readonly batchId: BatchId;
  readonly row: number;
  readonly policyHash: Sha256;
  readonly conclusion: 'automatic' | 'officer';
  /** Undefined once the person's key is destroyed. */
  readonly candidate: Candidate | undefined;
  readonly openedAt: Instant;
  readonly endedAt: Instant | undefined;
  /** The newest request of each agency. */
  readonly requests: Readonly<Record<AgencyId, VettingRequest>>;
  /** Those of earlier rounds, in their order. What was answered there still counts until it is answered anew. */
  readonly earlierRequests: readonly VettingRequest[];
  /** When a person has to look at the halt or the suspension again. */
  readonly reviewAt: Instant | undefined;
  /** Who is told next that the review is due. */
  readonly nextReview: ReminderStep | undefined;
  /** When what was open as the case stopped is recalled; undefined in vetting. */
  readonly recallAt: Instant | undefined;
  readonly validUntil: Instant | undefined;
  /** The meeting that the candidate was put on the agenda of last, and with which conclusion. */
  readonly agenda: CaseEventOf<'PutOnAgenda'>['data'] | undefined;
  /** How many verdicts were filed. */
  readonly filings: number;
  /** How many joint conclusions have been drawn. */
  readonly conclusions: number;
  /** The officer who signed the newest one. */
  readonly concludedBy: string | undefined;
  /** People of the coordinator who are recused from the case. */
  readonly recused: readonly string[];
  /** What two persons decide, in order of proposal. */
  readonly decisions: readonly Decision[];
  /** Advice that somebody has considered in writing, by verdict. */
  readonly considered: readonly { readonly verdictHash: Sha256; readonly by: string; readonly at: Instant; readonly text: string | undefined }[];
  /** Other cases of the same person, in order of discovery. */
  readonly otherCases: readonly OtherCase[];
  /** Hashes of verdicts that were rejected, the newest ones: the same verdict again is answered, not recorded again. */
  readonly rejected: readonly { readonly verdictHash: Sha256; readonly code: string }[];
}

export const NO_CASE: CaseState = {
  status: 'none',
  caseId: '',
  batchId: '',
  row: 0,
  policyHash: '',
  conclusion: 'officer',
  candidate: undefined,
  openedAt: 0,
  endedAt: undefined,
  requests: {},
  earlierRequests: [],
  reviewAt: undefined,
  nextReview: undefined,
  recallAt: undefined,
  validUntil: undefined,
  agenda: undefined,
  filings: 0,
  conclusions: 0,
  concludedBy: undefined,
  recused: [],
  decisions: [],
  considered: [],
  otherCases: [],
  rejected: [],
};

/** The newest request of each agency. */
export const requestsOf = (state: CaseState): readonly VettingRequest[] => Object.values(state.requests);

/** Every request of the case, those of earlier rounds first. */
export const allRequestsOf = (state: CaseState): readonly VettingRequest[] =>
  state.earlierRequests.length === 0 ? requestsOf(state) : [...state.earlierRequests, ...requestsOf(state)];

/** The request of this id, of whatever round, or undefined where it was never sent. */
export function findRequest(state: CaseState, requestId: RequestId): VettingRequest | undefined {
  return requestsOf(state).find((request) => request.requestId === requestId) ?? state.earlierRequests.find((request) => request.requestId === requestId);
}

/** Whether its verdict stands and was given with somebody who should have been recused. */
export const isQuestioned = ({ verdict, questioned }: VettingRequest): boolean => verdict !== undefined && verdict.version <= questioned;

export const openRequestsOf = (state: CaseState): readonly VettingRequest[] => requestsOf(state).filter(({ status }) => status === 'open');

/** Nobody has answered it or closed it: it is with its agency, or it is withheld. */
export const isPending = ({ status }: VettingRequest): boolean => status === 'open' || status === 'withheld';

/** Whether its clock stands still because it waits for an answer to its question. */
export const isPaused = ({ status, waiting }: VettingRequest): boolean => status === 'open' && waiting !== undefined && waiting.endedAt === undefined;

/** Whether its clock runs: it is open and nobody keeps the agency waiting. */
export const isRunning = (request: VettingRequest): boolean => request.status === 'open' && !isPaused(request);

/** Whether the case has stopped and its agencies are not told yet. Until the beat it goes on towards them as if it had not. */
export const awaitsRecall = (state: CaseState): state is CaseState & { readonly recallAt: Instant } => state.recallAt !== undefined && requestsOf(state).some(isPending);

/** Whether agencies are asked, as far as they can tell. */
export const isAsking = (state: CaseState): boolean => state.status === 'vetting' || awaitsRecall(state);

/** The earliest time that something becomes due and is not on record yet, or undefined: what the case's alarm is set to. */
export function nextDueAt(state: CaseState): Instant | undefined {
  const due = isAsking(state) ? requestsOf(state).flatMap(dueTimesOf) : [];
  if (awaitsRecall(state)) due.push(state.recallAt);
  if (state.nextReview) due.push(state.nextReview.at);
  return due.length > 0 ? Math.min(...due) : undefined;
}

/** Of a request whose clock runs the next step of its plan and its due time; of one that is paused the end of the pause. */
function dueTimesOf(request: VettingRequest): Instant[] {
  if (isPaused(request)) return request.waiting?.until === undefined ? [] : [request.waiting.until];
  if (!isRunning(request)) return [];
  const step = request.plan[0];
  return [...(step ? [step.at] : []), ...(request.overdueAt === undefined ? [request.dueAt] : [])];
}
