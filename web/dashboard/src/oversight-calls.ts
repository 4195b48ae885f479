import { createHubClient, dataOf, type AnswerOf, type BodyOf, type CoordinatorPaths } from '@lianshen/web-kit/api';

const client = createHubClient<CoordinatorPaths>();

type Get<Path extends keyof CoordinatorPaths> = AnswerOf<CoordinatorPaths[Path] extends { get: infer Operation } ? Operation : never>;
type Post<Path extends keyof CoordinatorPaths> = BodyOf<CoordinatorPaths[Path] extends { post: infer Operation } ? Operation : never>;

export type Statistics = Get<'/api/statistics'>;
export type StatisticsAsked = NonNullable<CoordinatorPaths['/api/statistics']['get']['parameters']['query']>;
export type PolicyDocument = Get<'/api/policies/{hash}'>;
export type DryRunAsked = Post<'/api/policies/dry-run'>;
export type Linted = AnswerOf<CoordinatorPaths['/api/policies/lint']['post']>;
export type DryRun = AnswerOf<CoordinatorPaths['/api/policies/dry-run']['post']>;
export type PolicyChangeLine = Get<'/api/policy-changes'>['items'][number];
export type PolicyChange = Get<'/api/policy-changes/{name}/{number}'>;
export type ReadingsAsked = Post<'/api/readings/search'>;
export type AgencyLine = Get<'/api/agencies'>['items'][number];
export type Agency = Get<'/api/agencies/{agency}'>;
export type AgencyChange = Post<'/api/agencies/{agency}/changes'>;

const keyed = (key: string) => ({ 'Idempotency-Key': key });
const page = (cursor: string | undefined) => ({ query: cursor === undefined ? {} : { cursor } });

export const readStatistics = (query: StatisticsAsked) => dataOf(client.GET('/api/statistics', { params: { query } }));
export const readPolicy = (hash: string) => dataOf(client.GET('/api/policies/{hash}', { params: { path: { hash } } }));
export const lintPolicy = (text: string) => dataOf(client.POST('/api/policies/lint', { body: { text } }));
export const dryRunPolicy = (body: DryRunAsked) => dataOf(client.POST('/api/policies/dry-run', { body }));
export const listPolicyChanges = () => dataOf(client.GET('/api/policy-changes'));
export const readPolicyChange = (name: string, number: number) => dataOf(client.GET('/api/policy-changes/{name}/{number}', { params: { path: { name, number } } }));
export const proposePolicy = (body: Post<'/api/policy-changes'>, key: string) => dataOf(client.POST('/api/policy-changes', { params: { header: keyed(key) }, body }));
export const adoptPolicy = (name: string, number: number, key: string) => dataOf(client.POST('/api/policy-changes/{name}/{number}/confirmation', { params: { path: { name, number }, header: keyed(key) } }));
export const refusePolicy = (name: string, number: number, reason: string, key: string) => dataOf(client.POST('/api/policy-changes/{name}/{number}/refusal', { params: { path: { name, number }, header: keyed(key) }, body: { reason } }));
export const searchReadings = (body: ReadingsAsked) => dataOf(client.POST('/api/readings/search', { body }));
export const listNominations = (cursor?: string) => dataOf(client.GET('/api/nominations', { params: page(cursor) }));
export const listOutcomes = (batchId: string, cursor?: string) => dataOf(client.GET('/api/batches/{batchId}/outcomes', { params: { path: { batchId }, ...page(cursor) } }));
export const listAgenciesFrom = (cursor?: string) => dataOf(client.GET('/api/agencies', { params: page(cursor) }));
export const readAgency = (agency: string) => dataOf(client.GET('/api/agencies/{agency}', { params: { path: { agency } } }));
export const registerAgency = (body: Post<'/api/agencies'>, key: string) => dataOf(client.POST('/api/agencies', { params: { header: keyed(key) }, body }));
export const renameAgency = (agency: string, body: Post<'/api/agencies/{agency}/names'>, key: string) => dataOf(client.POST('/api/agencies/{agency}/names', { params: { path: { agency }, header: keyed(key) }, body }));
export const proposeChange = (agency: string, body: AgencyChange, key: string) => dataOf(client.POST('/api/agencies/{agency}/changes', { params: { path: { agency }, header: keyed(key) }, body }));
export const confirmChange = (agency: string, number: number, key: string) => dataOf(client.POST('/api/agencies/{agency}/changes/{number}/confirmation', { params: { path: { agency, number }, header: keyed(key) } }));
export const refuseChange = (agency: string, number: number, reason: string, key: string) => dataOf(client.POST('/api/agencies/{agency}/changes/{number}/refusal', { params: { path: { agency, number }, header: keyed(key) }, body: { reason } }));
