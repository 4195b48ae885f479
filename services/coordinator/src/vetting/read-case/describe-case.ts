import { requestsOf, type CaseState, type VettingRequest } from '../domain/index.js';

/** A case for an officer, without what names or describes the person. */
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

const describeRequest = ({ agency, status, issuedAt, dueAt, provisional, receivedAt, overdueAt, verdict }: VettingRequest) => ({
  agency,
  status,
  issuedAt: iso(issuedAt),
  dueAt: iso(dueAt),
  provisional,
  receivedAt: iso(receivedAt),
  overdueAt: iso(overdueAt),
  verdict: verdict === undefined ? null : {
    version: verdict.version,
    code: verdict.code,
    category: verdict.category,
    blocking: verdict.blocking,
    filedAt: iso(verdict.filedAt),
    lateWorkingDays: verdict.lateWorkingDays,
    afterHalt: verdict.afterHalt,
  },
});

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
