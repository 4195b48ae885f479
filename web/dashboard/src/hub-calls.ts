import { createHubClient, dataOf, fetchFile, type AnswerOf, type BodyOf, type CoordinatorPaths } from '@lianshen/web-kit/api';

const client = createHubClient<CoordinatorPaths>();

export type ProposedDecision = BodyOf<CoordinatorPaths['/api/cases/{caseId}/decisions']['post']>;
export type SearchedFor = BodyOf<CoordinatorPaths['/api/cases/search']['post']>;
export type AgendaItemBody = BodyOf<CoordinatorPaths['/api/cases/{caseId}/agenda']['post']>;
export type CasesAsked = NonNullable<CoordinatorPaths['/api/cases']['get']['parameters']['query']>;

const of = (caseId: string) => ({ path: { caseId } });
const keyed = (caseId: string, key: string) => ({ path: { caseId }, header: { 'Idempotency-Key': key } });

export const listToday = () => dataOf(client.GET('/api/today'));
export const listBatches = (cursor?: string) => dataOf(client.GET('/api/batches', { params: { query: cursor === undefined ? {} : { cursor } } }));
export const readBatch = (batchId: string) => dataOf(client.GET('/api/batches/{batchId}', { params: { path: { batchId } } }));
export const readMatrix = (batchId: string) => dataOf(client.GET('/api/batches/{batchId}/matrix', { params: { path: { batchId }, query: { limit: 500 } } }));
/** Who stands in a batch, by name: that each is read is on record. */
export const readNames = (batchId: string) => dataOf(client.GET('/api/declarations/{batch}', { params: { path: { batch: batchId } } }));
export const readReport = (batchId: string) => dataOf(client.GET('/api/batches/{batchId}/report', { params: { path: { batchId } } }));
export const startBatch = (batchId: string, key: string) => dataOf(client.POST('/api/batches/{batchId}/start', { params: { path: { batchId }, header: { 'Idempotency-Key': key } } }));
export const listAllCases = (query: CasesAsked) => dataOf(client.GET('/api/cases', { params: { query } }));
export const searchCases = (body: SearchedFor) => dataOf(client.POST('/api/cases/search', { body }));
export const listAgenda = (cursor?: string) => dataOf(client.GET('/api/agenda', { params: { query: cursor === undefined ? {} : { cursor } } }));
export const listDecisions = (cursor?: string) => dataOf(client.GET('/api/decisions', { params: { query: cursor === undefined ? {} : { cursor } } }));
export const listPolicies = () => dataOf(client.GET('/api/policies'));
export const listAgencies = () => dataOf(client.GET('/api/agencies', { params: { query: { limit: 500 } } }));

export const readCase = (caseId: string) => dataOf(client.GET('/api/cases/{caseId}', { params: of(caseId) }));
export const readCaseFile = (caseId: string) => dataOf(client.GET('/api/cases/{caseId}/file', { params: of(caseId) }));
export const readTimeline = (caseId: string, cursor?: string) => dataOf(client.GET('/api/cases/{caseId}/timeline', { params: { ...of(caseId), query: cursor === undefined ? {} : { cursor } } }));
export const readClock = (caseId: string) => dataOf(client.GET('/api/cases/{caseId}/clock', { params: of(caseId) }));
export const listDisclosures = (caseId: string) => dataOf(client.GET('/api/cases/{caseId}/disclosures', { params: { ...of(caseId), query: { limit: 500 } } }));
export const listClearances = (caseId: string) => dataOf(client.GET('/api/cases/{caseId}/clearances', { params: { ...of(caseId), query: { limit: 500 } } }));
export const readCaseAccess = (caseId: string, cursor?: string) => dataOf(client.GET('/api/cases/{caseId}/access', { params: { ...of(caseId), query: cursor === undefined ? {} : { cursor } } }));

export const startVetting = (caseId: string, key: string) => dataOf(client.POST('/api/cases/{caseId}/start', { params: keyed(caseId, key) }));
export const withdrawCase = (caseId: string, reason: string, key: string) => dataOf(client.POST('/api/cases/{caseId}/withdrawal', { params: keyed(caseId, key), body: { reason } }));
export const orderOfficerRecusal = (caseId: string, body: BodyOf<CoordinatorPaths['/api/cases/{caseId}/recusals']['post']>, key: string) => dataOf(client.POST('/api/cases/{caseId}/recusals', { params: keyed(caseId, key), body }));
export const considerAdvice = (caseId: string, text: string, key: string) => dataOf(client.POST('/api/cases/{caseId}/consideration', { params: keyed(caseId, key), body: { text } }));
export const issueConclusion = (caseId: string, key: string) => dataOf(client.POST('/api/cases/{caseId}/conclusion', { params: keyed(caseId, key) }));
export const reVet = (caseId: string, key: string) => dataOf(client.POST('/api/cases/{caseId}/re-vetting', { params: keyed(caseId, key) }));
export const putOnAgenda = (caseId: string, body: AgendaItemBody, key: string) => dataOf(client.POST('/api/cases/{caseId}/agenda', { params: keyed(caseId, key), body }));
export const proposeDecision = (caseId: string, body: ProposedDecision, key: string) => dataOf(client.POST('/api/cases/{caseId}/decisions', { params: keyed(caseId, key), body }));

const settling = (caseId: string, number: number, key: string) => ({ path: { caseId, number }, header: { 'Idempotency-Key': key } });
export const confirmDecision = (caseId: string, number: number, key: string) => dataOf(client.POST('/api/cases/{caseId}/decisions/{number}/confirmation', { params: settling(caseId, number, key) }));
export const refuseDecision = (caseId: string, number: number, reason: string, key: string) => dataOf(client.POST('/api/cases/{caseId}/decisions/{number}/refusal', { params: settling(caseId, number, key), body: { reason } }));

const asked = (caseId: string, agency: string, key: string) => ({ path: { caseId, agency }, header: { 'Idempotency-Key': key } });
export const sendSupplement = (caseId: string, agency: string, body: { question: number; text: string }, key: string) => dataOf(client.POST('/api/cases/{caseId}/requests/{agency}/supplements', { params: asked(caseId, agency, key), body }));
export const reassignRequest = (caseId: string, agency: string, body: { to: string; reason: string }, key: string) => dataOf(client.POST('/api/cases/{caseId}/requests/{agency}/reassignment', { params: asked(caseId, agency, key), body }));
export const decideExtension = (caseId: string, agency: string, number: number, grantedUntil: string | null, key: string) =>
  dataOf(client.POST('/api/cases/{caseId}/requests/{agency}/extensions/{number}/decision', { params: { path: { caseId, agency, number }, header: { 'Idempotency-Key': key } }, body: { grantedUntil } }));

export type Preview = AnswerOf<CoordinatorPaths['/api/batch-previews']['post']>;
type Imported = Extract<AnswerOf<CoordinatorPaths['/api/batches']['post']>, { accepted: unknown }>;

const headersOf = (file: File): Record<string, string> => ({ 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) });

/** What would become of each row of a list; nothing is kept. */
export async function previewList(file: File): Promise<Preview> {
  return (await (await fetchFile('/api/batch-previews', { method: 'POST', headers: headersOf(file), body: file })).json()) as Preview;
}

export interface ListImport {
  readonly file: File;
  readonly policy: string;
  readonly title: string;
  readonly unit: string;
  readonly rows: 'all' | 'good';
  readonly start: 'now' | 'later';
}

export async function importList({ file, unit, ...asked }: ListImport, key: string): Promise<Imported> {
  const query = new URLSearchParams({ policy: asked.policy, title: asked.title, rows: asked.rows, start: asked.start, ...(unit === '' ? {} : { unit }) });
  return (await (await fetchFile(`/api/batches?${query}`, { method: 'POST', headers: { ...headersOf(file), 'idempotency-key': key }, body: file })).json()) as Imported;
}

export type CaseView = Awaited<ReturnType<typeof readCase>>;
export type RequestView = CaseView['requests'][number];
export type DecisionView = CaseView['decisions'][number];
export type Matrix = Awaited<ReturnType<typeof readMatrix>>;
export type BatchSummary = Awaited<ReturnType<typeof readBatch>>;
export type ListedCase = Awaited<ReturnType<typeof searchCases>>['items'][number];
export type CaseStatus = CaseView['status'];
export type CellState = Matrix['items'][number]['cells'][number];
export type TaskGroup = Awaited<ReturnType<typeof listToday>>['groups'][number];
