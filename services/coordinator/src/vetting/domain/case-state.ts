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
  readonly status: 'open' | 'answered' | 'recalled';
  readonly receivedAt: Instant | undefined;
  readonly overdueAt: Instant | undefined;
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

/** The earliest due time that has not passed on record yet, or undefined: what the case's alarm is set to. */
export function nextDueAt(state: CaseState): Instant | undefined {
  if (state.status !== 'vetting') return undefined;
  const due = openRequestsOf(state).filter(({ overdueAt }) => overdueAt === undefined).map(({ dueAt }) => dueAt);
  return due.length > 0 ? Math.min(...due) : undefined;
}
