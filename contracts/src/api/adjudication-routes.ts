import { AgencyId, CaseId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { PageQuery } from './batches.js';
import { CaseView, DecisionPage } from './case-answers.js';
import { DecisionNumberInPath, ProposeDecisionBody, ReasonBody, ReassignBody } from './case-commands.js';
import type { ApiRoute } from './route.js';
import { HANDLED, OPENED } from './case-problems.js';
import { idempotencyKey, inPath } from './route-parameters.js';

const caseId = inPath('caseId', CaseId);
const number = inPath('number', DecisionNumberInPath);
const asItIsNow = { 200: { description: 'The case as it is now.', content: CaseView } };
const objections = ['halt.none', 'halt.flags-open', 'flag.none', 'flag.changed', 'case.not-ended', 'case.not-vetting', 'request.unknown', 'request.closed', 'decision.review-date', 'hold.none'] as const;

/** What two persons decide, and whom an officer asks instead. */
export const adjudicationRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'get', path: '/api/decisions', id: 'listDecisions', access: rolesFor('listDecisions'), summary: 'What waits for a second person',
    query: PageQuery, answers: { 200: { description: 'One page; its limit counts cases.', content: DecisionPage } }, problems: ['request.malformed'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/decisions', id: 'proposeDecision', access: rolesFor('proposeDecision'), summary: 'Propose what a second person has to confirm',
    description: 'Closing a flag, lifting a halt, suspending, terminating, reopening, doing without an agency, setting aside that another case of the same person holds this one. Nothing follows from it yet.',
    parameters: [caseId, idempotencyKey], body: [ProposeDecisionBody], answers: asItIsNow,
    problems: [...OPENED, ...objections, 'decision.pending', 'decision.reason-incomplete', 'decision.too-many', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/decisions/{number}/confirmation', id: 'confirmDecision', access: rolesFor('confirmDecision'), summary: 'Confirm it as the second person',
    description: 'What stood in the way when it was proposed is asked again; then it is done.',
    parameters: [caseId, number, idempotencyKey], answers: asItIsNow, problems: [...OPENED, ...objections, 'decision.unknown', 'decision.decided', 'decision.four-eyes'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/decisions/{number}/refusal', id: 'refuseDecision', access: rolesFor('refuseDecision'), summary: 'Refuse it, or take it back',
    parameters: [caseId, number, idempotencyKey], body: [ReasonBody], answers: asItIsNow, problems: [...OPENED, 'decision.unknown', 'decision.decided', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/requests/{agency}/reassignment', id: 'reassignRequest', access: rolesFor('reassignRequest'), summary: 'Ask another agency instead',
    description: 'Of an agency that does not answer, as a rule. Where the other is asked already and has not answered, both questions become one request.',
    parameters: [caseId, inPath('agency', AgencyId), idempotencyKey], body: [ReassignBody], answers: asItIsNow,
    problems: [...HANDLED, 'case.not-vetting', 'request.unknown', 'request.closed', 'reassignment.to-itself', 'reassignment.declined', 'reassignment.without-keys', 'reassignment.suspended', 'http.413'],
  },
];
