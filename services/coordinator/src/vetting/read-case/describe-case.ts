import { caseNumberOf } from '@lianshen/contracts/api';
import { toIso } from '@lianshen/contracts/kernel';
import type { NameOf } from '../../agencies/agency-names.js';
import { awaitsRecall, hasOpenFlag, isAgendaLocked, isPaused, isQuestioned, allRequestsOf, openFlagsOf, type CaseState, type Decision, type FiledVerdict, type VettingRequest } from '../domain/index.js';

/** A case for an officer, without the candidate; what an agency asks or gives as its reason is in the agency's words. */
export const describeCase = (state: CaseState, nameOf: NameOf) => ({
  caseId: state.caseId,
  number: caseNumberOf(state),
  batchId: state.batchId,
  row: state.row,
  status: state.status,
  openFlags: isSealed(state) ? [] : openFlagsOf(state),
  openedAt: iso(state.openedAt),
  endedAt: iso(state.endedAt),
  validUntil: iso(state.validUntil),
  conclusion: state.conclusions === 0 ? null : state.conclusions,
  reviewAt: iso(state.reviewAt),
  recallAt: iso(awaitsRecall(state) ? state.recallAt : undefined),
  agenda: state.agenda ? { meeting: state.agenda.meeting, meetingAt: toIso(state.agenda.meetingAt), conclusion: state.agenda.conclusion, locked: isAgendaLocked(state) } : null,
  sealed: isSealed(state),
  otherCases: state.otherCases.map(({ caseId, foundAt, holds, disregarded }) => ({ caseId, foundAt: iso(foundAt), holds: holds && !disregarded })),
  requests: allRequestsOf(state).map((request) => describeRequest(request, isSealed(state), nameOf)),
  decisions: state.decisions.map(describeDecision),
});

/** That a candidate was withdrawn is not negative: what agencies have said by then is on record and shown to nobody. */
export const isSealed = ({ status }: CaseState): boolean => status === 'withdrawn';

const describeRequest = (request: VettingRequest, sealed: boolean, nameOf: NameOf) => ({
  requestId: request.requestId,
  agency: request.agency,
  agencyName: nameOf(request.agency, request.verdict?.signedAt ?? request.issuedAt),
  movedFrom: request.movedFrom.map(({ agency, name, at }) => ({ agency, name, at: toIso(at) })),
  round: request.round,
  answersFor: request.answersFor,
  renews: request.renews === true,
  status: isPaused(request) ? ('waiting-for-supplement' as const) : request.status,
  issuedAt: iso(request.issuedAt),
  dueAt: iso(request.dueAt),
  provisional: request.provisional,
  moved: request.moved ? { because: request.moved.because, formerDueAt: toIso(request.moved.formerDueAt) } : null,
  mark: request.mark ?? null,
  counting: request.counting ?? null,
  deadlineVersion: request.deadlineVersion,
  receivedAt: iso(request.receivedAt),
  overdueAt: iso(request.overdueAt),
  overdue: request.overdue.map(({ deadlineVersion, at }) => ({ deadlineVersion, at: iso(at) })),
  ...describeNonAnswers(request),
  reassignedTo: request.reassignedTo ?? null,
  questioned: isQuestioned(request),
  flag: sealed ? null : flagOf(request),
  verdict: request.verdict && !sealed ? describeVerdict(request.verdict) : null,
});

function flagOf(request: VettingRequest): 'open' | 'closed' | 'advice' | null {
  const { verdict } = request;
  if (verdict === undefined || verdict.code === 'CLEAR') return null;
  if (!verdict.blocking) return 'advice';
  return hasOpenFlag(request) ? 'open' : 'closed';
}

/** What the agency said instead of an answer, in its words: an officer has to answer it. */
const describeNonAnswers = ({ waiting, supplements, extensions, declined }: VettingRequest) => ({
  question: waiting ? { number: waiting.question, askedAt: iso(waiting.since), until: iso(waiting.until), pauseEndedAt: iso(waiting.endedAt), text: waiting.text ?? null } : null,
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

export const describeDecision = ({ number, action, status, proposedBy, proposedAt, decidedBy, decidedAt, why, refusal }: Decision) => ({
  number,
  kind: action.kind,
  agency: 'agency' in action ? action.agency : null,
  otherCaseId: 'otherCaseId' in action ? action.otherCaseId : null,
  reviewAt: iso('reviewAt' in action ? action.reviewAt : undefined),
  status,
  proposedBy,
  proposedAt: iso(proposedAt),
  decidedBy: decidedBy ?? null,
  decidedAt: iso(decidedAt),
  reason: why?.reason ?? null,
  basis: why?.basis ?? null,
  heard: why?.heard ?? null,
  refusal: refusal ?? null,
});

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
