import { createHubClient, dataOf, type AdapterComponents, type AdapterPaths } from '../api/index.js';

type Schemas = AdapterComponents['schemas'];
export type Declaration = Schemas['DeclarationView'];
export type Declared = Schemas['DeclareBody'];
export type OwnRelations = Schemas['OwnRelationsView'];
export type OwnRelationsBody = Schemas['OwnRelationsBody'];

/** Coordinator and adapters offer the same routes for recusal. */
const client = createHubClient<AdapterPaths>();

export const listOpenDeclarations = () => dataOf(client.GET('/api/declarations'));
export const readDeclaration = (batch: string) => dataOf(client.GET('/api/declarations/{batch}', { params: { path: { batch } } }));
export const declare = (batch: string, body: Declared) => dataOf(client.PUT('/api/declarations/{batch}', { params: { path: { batch } }, body }));
export const readOwnRelations = () => dataOf(client.GET('/api/own-relations'));
export const setOwnRelations = (body: OwnRelationsBody) => dataOf(client.PUT('/api/own-relations', { body }));
