import type { AgencyId, BatchId, CaseId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { VerdictCode } from '@lianshen/contracts/messages';
import type { Candidate } from './candidate.js';

/** `none` is a stream without commits; the rest are the states of a case that this version reaches. */
export type CaseStatus = 'none' | 'screening' | 'vetting' | 'halted' | 'cleared';

export interface FiledVerdict {
  readonly version: number;
  readonly code: VerdictCode;
  readonly blocking: boolean;
  readonly verdictHash: Sha256;
  readonly filedAt: Instant;
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
  /** Undefined while nobody has decided. */
  readonly decision: { readonly grantedUntil: Instant | null; readonly deadlineVersion: number | undefined } | undefined;
}

export interface VettingRequest {
  readonly requestId: RequestId;
  readonly agency: AgencyId;
  readonly round: number;
  readonly nonce: string;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly deadlineVersion: number;
  /** Undefined where the request did not say it: it is made again with the bytes that it had. */
  readonly approversMin?: number | undefined;
  readonly destroyAfter: Instant;
  readonly requestHash: Sha256;
  /** Open also while it waits for a supplement. */
  readonly status: 'open' | 'answered' | 'recalled' | 'declined';
  /** The deadline as the request named it: it is made again with the bytes that it had. */
  readonly firstDeadline: { readonly dueAt: Instant; readonly deadlineVersion: number };
  /** The question that the agency waits for, and since when its clock stands still. */
  readonly waiting: { readonly question: number; readonly since: Instant; readonly text: string | undefined } | undefined;
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
  /** Hashes of the versions before it, at most 98: one that comes again is known, and is not told stale. */
  readonly earlierVerdicts: readonly Sha256[];
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
  readonly requests: Readonly<Record<AgencyId, VettingRequest>>;
  /** Agencies whose newest verdict blocks. Not empty means: no clear conclusion. */
  readonly openFlags: readonly AgencyId[];
  readonly haltReviewAt: Instant | undefined;
  readonly validUntil: Instant | undefined;
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
  openFlags: [],
  haltReviewAt: undefined,
  validUntil: undefined,
  rejected: [],
};

export const requestsOf = (state: CaseState): readonly VettingRequest[] => Object.values(state.requests);

export const openRequestsOf = (state: CaseState): readonly VettingRequest[] => requestsOf(state).filter(({ status }) => status === 'open');

/** Whether its clock runs: it is open and nobody owes the agency an answer. */
export const isRunning = ({ status, waiting }: VettingRequest): boolean => status === 'open' && waiting === undefined;

/** The earliest due time that has not passed on record yet, or undefined: what the case's alarm is set to. */
export function nextDueAt(state: CaseState): Instant | undefined {
  if (state.status !== 'vetting') return undefined;
  const due = requestsOf(state).filter((request) => isRunning(request) && request.overdueAt === undefined).map(({ dueAt }) => dueAt);
  return due.length > 0 ? Math.min(...due) : undefined;
}
