import { expect } from '@jest/globals';
import type { DocumentedHub } from './documented-hub.spec-kit.js';

interface AtWorklist {
  readonly adapter: DocumentedHub;
  readonly clerk: string;
  /** An item that the clerk may open. */
  readonly requestId: string;
}

/** Calls every route of the worklist as a whole, so that each answer is held against the document. A stream that goes well has no end to read. */
export async function callWorklistRoutes({ adapter, clerk, requestId }: AtWorklist): Promise<void> {
  const ask = (id: string, body?: object) =>
    adapter.call(id, { token: clerk, path: { requestId }, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  expect((await ask('countItems')).body['countedMax']).toBe(1_000);
  expect((await ask('searchItems', { text: requestId })).body['items']).toHaveLength(1);
  expect((await ask('searchItems', { text: '' })).code).toBe('request.malformed');
  expect((await ask('readSavedViews')).body).toEqual({ revision: 0, views: [] });
  expect((await ask('setSavedViews', { revision: 0, views: [{ title: '超期', filter: { due: 'overdue' } }] })).body['revision']).toBe(1);
  expect((await ask('setSavedViews', { revision: 0, views: [] })).code).toBe('saved-views.stale');
  expect((await ask('showPresence')).body['others']).toEqual([]);
  expect((await ask('endPresence')).body['ended']).toBe(true);
  expect((await ask('readEarlierAnswers')).body['by']).toBe('identity-number');
}
