import type { AdapterPaths, AnswerOf, BodyOf } from '@lianshen/web-kit/api';
import { dataOf, hub } from '../hub/hub.js';

export type ReviewedItem = AnswerOf<AdapterPaths['/api/bundles/review']['post']>['items'][number];
export type AnswerManyBody = BodyOf<AdapterPaths['/api/bundles']['post']>;
export type ItemOutcome = AnswerOf<AdapterPaths['/api/bundles']['post']>['outcomes'][number];
export type ItemRefusal = NonNullable<ItemOutcome['refusal']>;
export type WaitingBundle = AnswerOf<AdapterPaths['/api/bundles']['get']>['items'][number];
export type BundleItem = AnswerOf<AdapterPaths['/api/bundles/{bundleId}']['get']>['items'][number];

/** So many items go into one command, as the hub has it. */
export const ITEMS_MAX = 500;

const once = (key: string) => ({ header: { 'Idempotency-Key': key } });

export const reviewMany = (requestIds: readonly string[]) => dataOf(hub.POST('/api/bundles/review', { body: { requestIds: [...requestIds] } }));
export const answerMany = (body: AnswerManyBody, key: string) => dataOf(hub.POST('/api/bundles', { params: once(key), body }));
export const listBundles = () => dataOf(hub.GET('/api/bundles'));
export const readBundle = (bundleId: string) => dataOf(hub.GET('/api/bundles/{bundleId}', { params: { path: { bundleId } } }));
export const approveBundle = (bundleId: string, leftOut: readonly string[], key: string) => dataOf(hub.POST('/api/approvals', { params: once(key), body: { bundleId, leftOut: [...leftOut] } }));
