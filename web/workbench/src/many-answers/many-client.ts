import { createHubClient, dataOf, type AdapterPaths, type AnswerOf, type BodyOf } from '@lianshen/web-kit/api';

export type ReviewedItem = AnswerOf<AdapterPaths['/api/bundles/review']['post']>['items'][number];
export type AnswerManyBody = BodyOf<AdapterPaths['/api/bundles']['post']>;
export type ItemOutcome = AnswerOf<AdapterPaths['/api/bundles']['post']>['outcomes'][number];
export type ItemRefusal = NonNullable<ItemOutcome['refusal']>;
export type WaitingBundle = AnswerOf<AdapterPaths['/api/bundles']['get']>['items'][number];
export type BundleItem = AnswerOf<AdapterPaths['/api/bundles/{bundleId}']['get']>['items'][number];
export type WorkItemLine = AnswerOf<AdapterPaths['/api/items']['get']>['items'][number];

/** So many items go into one command, as the hub has it. */
export const ITEMS_MAX = 500;

const client = createHubClient<AdapterPaths>();
const once = (key: string) => ({ header: { 'Idempotency-Key': key } });

export const listOpen = (cursor: string) => dataOf(client.GET('/api/items', { params: { query: { status: 'open', limit: 50, ...(cursor === '' ? {} : { cursor }) } } }));
export const reviewMany = (requestIds: readonly string[]) => dataOf(client.POST('/api/bundles/review', { body: { requestIds: [...requestIds] } }));
export const answerMany = (body: AnswerManyBody, key: string) => dataOf(client.POST('/api/bundles', { params: once(key), body }));
export const listBundles = () => dataOf(client.GET('/api/bundles'));
export const readBundle = (bundleId: string) => dataOf(client.GET('/api/bundles/{bundleId}', { params: { path: { bundleId } } }));
export const approveBundle = (bundleId: string, leftOut: readonly string[], key: string) => dataOf(client.POST('/api/approvals', { params: once(key), body: { bundleId, leftOut: [...leftOut] } }));
