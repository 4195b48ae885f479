import type { AgencyId, BatchId, CaseId, Instant, RequestId, Sha256 } from '@lianshen/contracts/kernel';
import type { ReminderStep } from '@lianshen/contracts/reminders';
import type { Candidate } from './candidate.js';
import type { CaseEventOf } from './case-event.js';
import type { Decision } from './decision.js';
import type { VettingRequest } from './vetting-request.js';

/** `none` is a stream without commits. */
export type CaseStatus = 'none' | 'screening' | 'vetting' | 'halted' | 'suspended' | 'cleared' | 'terminated' | 'withdrawn' | 'lapsed';

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
