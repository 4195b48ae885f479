import { z } from 'zod';
import { AgencyId, BatchId, CaseId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { BatchOpened, ImportReport } from './batch-answers.js';
import { ImportBatchQuery, ListCasesQuery, OpenBatchBody, PageQuery, ProposeCandidateBody } from './batches.js';
import { BatchStarted, CasePage, CaseView, OpenRequestPage } from './case-answers.js';
import { DecideExtensionBody, ExtensionNumber, SendSupplementBody } from './case-commands.js';
import { OutcomePage } from './outcomes.js';
import { caseRoutes } from './case-routes.js';
import { adjudicationRoutes } from './adjudication-routes.js';
import { agencyLifecycleRoutes } from './agency-routes.js';
import { agencyKeyRoutes, deadLetterRoutes, ownKeyRoutes, wrappingKeyRoutes } from './key-routes.js';
import { notifierRoutes } from './notifier-routes.js';
import { oversightRoutes } from './oversight-routes.js';
import { policyRoutes } from './policy-routes.js';
import { overviewRoutes } from './overview-routes.js';
import { PROBLEM_CODES, type ProblemCode } from './problem.js';
import { LedgerVerification, Live, Ready } from './process-answers.js';
import { SelfCheckPage, SelfCheckQuery } from './self-checks.js';
import type { ApiRoute } from './route.js';
import { HANDLED } from './case-problems.js';
import { idempotencyKey, inPath } from './route-parameters.js';
import { recusalRoutes } from './recusal-routes.js';
import { signInRoutes } from './sign-in-routes.js';
import { statisticsRoutes } from './statistics-routes.js';
import { bundleRoutes } from './bundle-routes.js';
import { WORKLIST_ROUTES } from './worklist-routes.js';

const codesOf = (prefix: string, but: readonly ProblemCode[] = []): ProblemCode[] =>
  (Object.keys(PROBLEM_CODES) as ProblemCode[]).filter((code) => code.startsWith(prefix) && !but.includes(code));

/** What can be wrong with the list in a file that can be read. */
const LIST_CODES: readonly ProblemCode[] = ['batch.header-not-found', 'batch.two-lists', 'batch.column-twice', 'batch.no-rows'];

const PARTIES = ['coordinator', 'agency-adapter'] as const;
const ALL = [...PARTIES, 'notifier'] as const;

/** What every process offers, and what a party's process offers besides. */
const processRoutes: readonly ApiRoute[] = [
  { services: ALL, method: 'get', path: '/health/live', id: 'readLiveness', access: 'public', summary: 'Whether the process runs', answers: { 200: { description: 'It runs.', content: Live } }, problems: [] },
  { services: ALL, method: 'get', path: '/health/ready', id: 'readReadiness', access: 'public', summary: 'Whether everything that the process needs answers', answers: { 200: { description: 'Everything answers.', content: Ready } }, problems: ['http.503'] },
  {
    services: ALL, method: 'get', path: '/metrics', id: 'readMetrics', access: 'public', summary: 'Figures for Prometheus',
    answers: { 200: { description: 'Queues, backlogs, dead letters, outcomes.', content: { contentType: 'text/plain', description: 'Prometheus text format' } } }, problems: [],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/self-checks', id: 'listSelfChecks', access: rolesFor('listSelfChecks'), summary: 'What alarms had to record on each day and what they did, the newest first',
    query: SelfCheckQuery, answers: { 200: { description: 'One page.', content: SelfCheckPage } }, problems: ['request.malformed'],
  },
  {
    services: PARTIES, method: 'post', path: '/api/ledger/verifications', id: 'verifyLedger', access: rolesFor('verifyLedger'), summary: 'Walk the whole ledger and recompute every hash',
    answers: { 200: { description: 'What was found.', content: LedgerVerification } }, problems: [],
  },
];

const batchRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'post', path: '/api/batches', id: 'importBatch', access: rolesFor('importBatch'), summary: 'Import a list of candidates, or open an empty batch',
    description: 'A file (xlsx or csv) is the body itself; the query says how it is taken. A JSON body opens a batch whose candidates come one by one, and the query is not read then.',
    parameters: [idempotencyKey, { name: 'X-File-Name', in: 'header', required: false, schema: z.string().max(255).describe('name of the file, percent-encoded UTF-8; its ending tells xlsx from csv') }],
    query: ImportBatchQuery,
    body: [{ contentType: 'application/octet-stream', description: 'the file' }, OpenBatchBody],
    answers: { 201: { description: 'The batch is in the ledger; of a file, what became of each row.', content: z.union([ImportReport, BatchOpened]) } },
    problems: ['request.malformed', 'policy.unknown', ...codesOf('batch.', ['batch.unknown', 'batch.too-long']), ...codesOf('tabular.'), 'conclusion.automatic-not-allowed', 'idempotency.key-reused', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/batches/{batchId}/cases', id: 'listCases', access: rolesFor('listCases'), summary: 'The cases of a batch, a page at a time',
    parameters: [inPath('batchId', BatchId)], query: ListCasesQuery,
    answers: { 200: { description: 'One page.', content: CasePage } }, problems: ['request.malformed', 'batch.unknown'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/batches/{batchId}/outcomes', id: 'listOutcomes', access: rolesFor('listOutcomes'), summary: 'What became of the candidates, for the unit that nominated them',
    description: "Of a batch of the caller's own unit (claim `unit`); any other is unknown to them. Outcomes alone: nothing of agencies, verdicts, reasons or times.",
    parameters: [inPath('batchId', BatchId)], query: PageQuery,
    answers: { 200: { description: 'One page.', content: OutcomePage } }, problems: ['request.malformed', 'batch.unknown'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/batches/{batchId}/start', id: 'startBatch', access: rolesFor('startBatch'), summary: 'Send out every case of a batch that waits in screening',
    parameters: [inPath('batchId', BatchId), idempotencyKey],
    answers: { 200: { description: 'How many went out.', content: BatchStarted } }, problems: ['request.malformed', 'batch.unknown'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/batches/{batchId}/candidates', id: 'proposeCandidate', access: rolesFor('proposeCandidate'), summary: 'Propose one candidate into an open batch',
    parameters: [inPath('batchId', BatchId), idempotencyKey, { name: 'Prefer', in: 'header', required: false, schema: z.string().max(200).describe('wait=N (RFC 7240): answer when the case has ended, or after N seconds, at most 60') }],
    body: [ProposeCandidateBody],
    answers: { 201: { description: 'The case as it is now.', content: CaseView } },
    problems: ['request.malformed', 'batch.unknown', 'identity.check-digit', 'identity.birth-date', 'identity.digits-lost', 'idempotency.key-reused', 'http.413'],
  },
];

const requestRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/requests/{agency}/supplements', id: 'sendSupplement', access: rolesFor('sendSupplement'), summary: 'Answer what an agency has asked',
    description: 'Its clock runs on: the due time moves by the working time that the question was open.',
    parameters: [inPath('caseId', CaseId), inPath('agency', AgencyId), idempotencyKey], body: [SendSupplementBody],
    answers: { 200: { description: 'The case as it is now.', content: CaseView } },
    problems: [...HANDLED, 'request.unknown', 'request.not-waiting', 'supplement.sent', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/{caseId}/requests/{agency}/extensions/{number}/decision', id: 'decideExtension', access: rolesFor('decideExtension'), summary: 'Grant an agency more time, or refuse',
    parameters: [inPath('caseId', CaseId), inPath('agency', AgencyId), inPath('number', ExtensionNumber), idempotencyKey], body: [DecideExtensionBody],
    answers: { 200: { description: 'The case as it is now.', content: CaseView } },
    problems: [...HANDLED, 'request.unknown', 'extension.unknown', 'extension.decided', 'extension.not-later', 'extension.beyond-policy', 'request.closed', 'http.413'],
  },
];

const agencyRoutes: readonly ApiRoute[] = [
  {
    services: ['coordinator'], method: 'get', path: '/api/agencies/{agency}/open-requests', id: 'listOpenRequests', access: rolesFor('listOpenRequests'), summary: 'What an agency has not answered, the most urgent first',
    parameters: [inPath('agency', AgencyId)], query: PageQuery,
    answers: { 200: { description: 'One page.', content: OpenRequestPage } }, problems: ['request.malformed'],
  },
];

/** Every HTTP route of the coordinator, the adapter and the notifier. A spec in each service holds it against what Nest registers. */
export const API_ROUTES: readonly ApiRoute[] = [...processRoutes, ...signInRoutes, ...ownKeyRoutes, ...wrappingKeyRoutes, ...deadLetterRoutes, ...batchRoutes, ...overviewRoutes([...codesOf('tabular.'), ...LIST_CODES]), ...caseRoutes, ...adjudicationRoutes, ...requestRoutes, ...agencyKeyRoutes, ...agencyRoutes, ...agencyLifecycleRoutes, ...WORKLIST_ROUTES, ...bundleRoutes, ...recusalRoutes, ...oversightRoutes, ...policyRoutes, ...statisticsRoutes, ...notifierRoutes];
