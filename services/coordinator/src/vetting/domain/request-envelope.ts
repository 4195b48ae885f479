import { COORDINATOR, toIso, type CaseId } from '@lianshen/contracts/kernel';
import { MESSAGES, type Envelope, type PersonField, type PersonFields, type Request } from '@lianshen/contracts/messages';
import type { Policy } from '@lianshen/contracts/policy';
import type { Candidate } from './candidate.js';
import { categoriesOf, fieldsOf, rulesFor, scopeOf, strictestBound } from './request-rules.js';
import type { VettingRequest } from './vetting-request.js';

/** What of a request was fixed when it was issued. */
export type IssuedRequest = Pick<
  VettingRequest,
  'requestId' | 'agency' | 'answersFor' | 'round' | 'nonce' | 'issuedAt' | 'dueAt' | 'deadlineVersion' | 'counting' | 'approversMin' | 'batch' | 'destroyAfter' | 'movedFrom' | 'provisional' | 'dueBy' | 'renews'
>;

/** What of a request in the ledger it was issued with: its deadline may have moved since. */
export const asIssued = (request: VettingRequest): IssuedRequest => ({ ...request, ...request.firstDeadline });

/**
 * The vetting request as it is signed. A function of what the ledger holds and nothing else, so a request that is
 * sent again has the same bytes and the same hash.
 */
export function requestEnvelope(caseId: CaseId, issued: IssuedRequest, candidate: Candidate, policy: Policy): Envelope {
  const rules = rulesFor(policy, issued.answersFor);
  // Policies from before it was told set none.
  const pauseMax = strictestBound(rules, 'pauseMax');
  const data: Request = {
    requestId: issued.requestId,
    caseId,
    ...(issued.batch === undefined ? {} : { batch: issued.batch }),
    agency: issued.agency,
    round: issued.round,
    policy: { name: policy.name, version: policy.version },
    scope: scopeOf(rules, issued.renews === true),
    categories: categoriesOf(rules),
    person: onlyFields(candidate, fieldsOf(rules)),
    nonce: issued.nonce,
    issuedAt: toIso(issued.issuedAt),
    dueAt: toIso(issued.dueAt),
    deadlineVersion: issued.deadlineVersion,
    // Requests from before it was noted went out without the mark.
    ...(issued.provisional && issued.dueBy !== undefined ? { provisional: true } : {}),
    ...(pauseMax === undefined ? {} : { pauseMax }),
    ...(issued.counting === undefined ? {} : { counting: issued.counting }),
    ...(issued.approversMin === undefined ? {} : { approversMin: issued.approversMin }),
    destroyAfter: toIso(issued.destroyAfter),
    ...(issued.movedFrom.length === 0 ? {} : { movedFrom: issued.movedFrom.map(({ agency, name, at }) => ({ agency, name, at: toIso(at) })) }),
  };
  return {
    specversion: '1.0',
    id: `request.${issued.requestId}.${issued.deadlineVersion}`,
    type: MESSAGES.request.type,
    source: COORDINATOR,
    audience: issued.agency,
    time: data.issuedAt,
    data,
  };
}

/** An agency sees the fields that the policy allows it, and no other. */
function onlyFields(candidate: Candidate, fields: readonly PersonField[]): PersonFields {
  const known = fields.filter((field) => candidate[field] !== undefined);
  return Object.fromEntries(known.map((field) => [field, candidate[field]]));
}
