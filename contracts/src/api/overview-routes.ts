import { z } from 'zod';
import { BatchId, CaseId } from '../kernel/index.js';
import { rolesFor } from '../rights/index.js';
import { BatchMatrix, BatchPage, BatchSummary, ImportPreview, ListBatchesQuery, StoredImportReport } from './batch-views.js';
import { PageQuery } from './batches.js';
import { OPENED } from './case-problems.js';
import { FoundCases, ListAllCasesQuery, ListedCasePage, SearchCasesBody } from './case-list.js';
import { PrintQuery } from './print-query.js';
import type { ProblemCode } from './problem.js';
import type { ApiRoute, OpaqueContent } from './route.js';
import { inPath } from './route-parameters.js';
import { TodayView } from './today.js';

const batchId = inPath('batchId', BatchId);
const UNKNOWN_BATCH = ['request.malformed', 'batch.unknown'] as const;
const printed: OpaqueContent = { contentType: 'application/octet-stream', description: 'the file; its own content type says whether it is docx or xlsx' };

/** What the coordinator's people look at before they open a case. @param ofFiles the codes with which an uploaded file is refused. */
export const overviewRoutes = (ofFiles: readonly ProblemCode[]): readonly ApiRoute[] => [
  {
    services: ['coordinator'], method: 'get', path: '/api/batches', id: 'listBatches', access: rolesFor('listBatches'), summary: 'The batches, the newest first, with how many of their cases are in which state',
    query: ListBatchesQuery, answers: { 200: { description: 'One page.', content: BatchPage } }, problems: ['request.malformed'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/batches/{batchId}', id: 'readBatch', access: rolesFor('readBatch'), summary: 'One batch, with how many of its cases are in which state',
    parameters: [batchId], answers: { 200: { description: 'The batch.', content: BatchSummary } }, problems: [...UNKNOWN_BATCH],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/batches/{batchId}/matrix', id: 'readMatrix', access: rolesFor('readMatrix'), summary: 'The cases of a batch by agency: how each share stands',
    description: 'Compact, without names: at most 500 cases a page and 40 agencies.',
    parameters: [batchId], query: PageQuery, answers: { 200: { description: 'One page.', content: BatchMatrix } }, problems: [...UNKNOWN_BATCH],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/batches/{batchId}/report', id: 'readImportReport', access: rolesFor('readImportReport'), summary: 'Which rows of the list of a batch were refused, and why',
    description: 'Whoever reads the names of refused rows is on record.',
    parameters: [batchId], answers: { 200: { description: 'The report.', content: StoredImportReport } }, problems: [...UNKNOWN_BATCH],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/batches/{batchId}/list', id: 'printBatchList', access: rolesFor('printBatchList'), summary: 'The list of a batch with names, posts and conclusions, as docx or xlsx',
    description: 'Every candidate who is named in it is on record as read. Those that the reader is recused from are left out; at most 500 cases.',
    parameters: [batchId], query: PrintQuery, answers: { 200: { description: 'The file.', content: printed } }, problems: [...UNKNOWN_BATCH, 'declaration.missing', 'batch.too-long'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/batch-previews', id: 'previewBatch', access: rolesFor('previewBatch'), summary: 'What would become of each row of a list, without importing it',
    description: 'The file (xlsx or csv) is the body itself. Nothing of it is kept.',
    parameters: [{ name: 'X-File-Name', in: 'header', required: false, schema: z.string().max(255).describe('name of the file, percent-encoded UTF-8; its ending tells xlsx from csv') }],
    body: [{ contentType: 'application/octet-stream', description: 'the file' }],
    answers: { 200: { description: 'Every row.', content: ImportPreview } }, problems: ['request.malformed', ...ofFiles, 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases', id: 'listAllCases', access: rolesFor('listAllCases'), summary: 'Cases of all batches, the newest first',
    query: ListAllCasesQuery, answers: { 200: { description: 'One page.', content: ListedCasePage } }, problems: ['request.malformed'],
  },
  {
    services: ['coordinator'], method: 'post', path: '/api/cases/search', id: 'searchCases', access: rolesFor('searchCases'), summary: 'Cases by their number, or by the whole name or identity number of the candidate',
    description: 'Exact. Finding a case by name or identity number is on record as a reading of it; whoever asks too often is told to wait.',
    body: [SearchCasesBody], answers: { 200: { description: 'What was found.', content: FoundCases } }, problems: ['request.malformed', 'http.413'],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/cases/{caseId}/sheet', id: 'printCaseSheet', access: rolesFor('printCaseSheet'), summary: 'The sheet for signature of one candidate (联审鉴定表), as docx or xlsx',
    description: 'Who the candidate is, what each agency answered and who signed it, the joint conclusion, the head of the ledger that it was made from, and room for signatures. On record as a reading.',
    parameters: [inPath('caseId', CaseId)], query: PrintQuery, answers: { 200: { description: 'The file.', content: printed } }, problems: [...OPENED],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/today', id: 'listToday', access: rolesFor('listToday'), summary: 'What waits for the person who asks, by kind, the most urgent first',
    answers: { 200: { description: 'What waits.', content: TodayView } }, problems: [],
  },
  {
    services: ['coordinator'], method: 'get', path: '/api/live', id: 'streamChanges', access: rolesFor('streamChanges'), summary: 'That cases have changed, as it happens',
    description: 'Server-sent events `changed`, each with the ids of a case and its batch and the number of its newest commit. What happened while nobody was connected is not told: whoever connects reads anew. A comment is sent every 15 seconds; the stream ends after ten minutes, and when the session has ended.',
    answers: { 200: { description: 'The stream.', content: { contentType: 'text/event-stream', description: 'server-sent events' } } }, problems: ['live.streams-exhausted'],
  },
];
