import { requestsOf, type CaseState, type FiledVerdict, type VettingRequest } from '../domain/index.js';

/** A case for an officer, without the candidate; what an agency asks or gives as its reason is in the agency's words. */
export const describeCase = (state: CaseState) => ({
  caseId: state.caseId,
  batchId: state.batchId,
  row: state.row,
  status: state.status,
  openFlags: state.openFlags,
  openedAt: iso(state.openedAt),
  endedAt: iso(state.endedAt),
  validUntil: iso(state.validUntil),
  haltReviewAt: iso(state.haltReviewAt),
  requests: requestsOf(state).map(describeRequest),
});

const describeRequest = (request: VettingRequest) => ({
  agency: request.agency,
  status: request.waiting ? ('waiting-for-supplement' as const) : request.status,
  issuedAt: iso(request.issuedAt),
  dueAt: iso(request.dueAt),
  provisional: request.provisional,
  deadlineVersion: request.deadlineVersion,
  receivedAt: iso(request.receivedAt),
  overdueAt: iso(request.overdueAt),
  overdue: request.overdue.map(({ deadlineVersion, at }) => ({ deadlineVersion, at: iso(at) })),
  ...describeNonAnswers(request),
  verdict: request.verdict ? describeVerdict(request.verdict) : null,
});

/** What the agency said instead of an answer, in its words: an officer has to answer it. */
const describeNonAnswers = ({ waiting, supplements, extensions, declined }: VettingRequest) => ({
  question: waiting ? { number: waiting.question, askedAt: iso(waiting.since), text: waiting.text ?? null } : null,
  supplements: supplements.map(({ number, question, sentAt }) => ({ number, question, sentAt: iso(sentAt) })),
  extensions: extensions.map(({ number, until, askedAt, reason, decision }) => ({
    number,
    until: iso(until),
    askedAt: iso(askedAt),
    reason: reason ?? null,
    decided: decision !== undefined,
    grantedUntil: iso(decision?.grantedUntil ?? undefined),
  })),
  declined: declined ? { kind: declined.kind, at: iso(declined.at), reason: declined.reason ?? null } : null,
});

const describeVerdict = ({ version, code, category, blocking, filedAt, lateWorkingDays, afterHalt }: FiledVerdict) => ({
  version,
  code,
  category,
  blocking,
  filedAt: iso(filedAt),
  lateWorkingDays,
  afterHalt,
});

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
