import { createHubClient, dataOf, type AdapterPaths, type AnswerOf, type BodyOf } from '../api/index.js';

export type Declaration = AnswerOf<AdapterPaths['/api/declarations/{batch}']['get']>;
export type Declared = BodyOf<AdapterPaths['/api/declarations/{batch}']['put']>;
export type OwnRelations = AnswerOf<AdapterPaths['/api/own-relations']['get']>;
export type OwnRelationsBody = BodyOf<AdapterPaths['/api/own-relations']['put']>;

/** Coordinator and adapters offer the same routes for recusal. */
const client = createHubClient<AdapterPaths>();

export const listOpenDeclarations = () => dataOf(client.GET('/api/declarations'));
export const readDeclaration = (batch: string) => dataOf(client.GET('/api/declarations/{batch}', { params: { path: { batch } } }));
export const declare = (batch: string, body: Declared) => dataOf(client.PUT('/api/declarations/{batch}', { params: { path: { batch } }, body }));
export const readOwnRelations = () => dataOf(client.GET('/api/own-relations'));
export const setOwnRelations = (body: OwnRelationsBody) => dataOf(client.PUT('/api/own-relations', { body }));

export type Recusal = AnswerOf<AdapterPaths['/api/recusals']['get']>['items'][number];

const RECUSALS_A_PAGE = 50;
/** @param cursor of the page; absent for the first. */
export const listRecusals = (cursor?: string) => dataOf(client.GET('/api/recusals', { params: { query: { limit: RECUSALS_A_PAGE, ...(cursor === undefined ? {} : { cursor }) } } }));
export const liftRecusal = (batch: string, number: number, reason: string, key: string) =>
  dataOf(client.POST('/api/recusals/{batch}/{number}/lifting', { params: { path: { batch, number }, header: { 'Idempotency-Key': key } }, body: { reason } }));
