import { expect } from '@jest/globals';
import type { DocumentedHub, Stack } from './documented-hub.spec-kit.js';

const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';

interface Overview {
  readonly hub: DocumentedHub;
  readonly stack: Stack;
  /** A batch with a case of this person, and an upload with rows that were refused. */
  readonly batchId: string;
  readonly caseId: string;
  readonly person: { readonly name: string; readonly identityNumber: string };
  readonly reported: string;
  readonly list: string;
}

/** Calls what people look at before they open a case. */
export async function callOverviewRoutes({ hub, stack, batchId, caseId, person, reported, list }: Overview): Promise<void> {
  const officer = { token: stack.tokens.officer };
  const json = { 'content-type': 'application/json' };
  expect((await hub.call('listBatches', { ...officer, query: '?limit=2' })).body['items']).toHaveLength(2);
  expect((await hub.call('listBatches', { ...officer, query: '?limit=51' })).code).toBe('request.malformed');
  expect((await hub.call('readBatch', { ...officer, path: { batchId } })).body['cases']).toBeGreaterThan(0);
  expect((await hub.call('readMatrix', { ...officer, path: { batchId } })).body['agencies']).toHaveLength(5);
  for (const id of ['readBatch', 'readMatrix', 'readImportReport', 'printBatchList']) expect((await hub.call(id, { ...officer, path: { batchId: UNKNOWN } })).code).toBe('batch.unknown');
  expect((await hub.call('readImportReport', { ...officer, path: { batchId: reported } })).body['refused']).toHaveLength(1);
  expect((await hub.call('listAllCases', { ...officer, query: '?policy=standard-five&limit=1' })).body['items']).toHaveLength(1);
  expect((await hub.call('listAllCases', { ...officer, query: '?status=gone' })).code).toBe('request.malformed');
  const search = (body: object, token = stack.tokens.officer) => hub.call('searchCases', { token, headers: json, body: JSON.stringify(body) });
  expect((await search({ by: 'name', text: person.name })).body['items']).not.toEqual([]);
  expect((await search({ by: 'identity-number', text: person.identityNumber })).body['items']).not.toEqual([]);
  expect((await search({ by: 'colour', text: 'red' })).code).toBe('request.malformed');
  expect((await search({ by: 'name', text: person.name }, stack.tokens.auditor)).code).toBe('identity.not-permitted');
  for (const as of ['docx', 'xlsx']) {
    expect((await hub.call('printCaseSheet', { ...officer, path: { caseId }, query: `?as=${as}` })).status).toBe(200);
    expect((await hub.call('printBatchList', { ...officer, path: { batchId }, query: `?as=${as}` })).status).toBe(200);
  }
  expect((await hub.call('printCaseSheet', { ...officer, path: { caseId: UNKNOWN } })).code).toBe('case.unknown');
  expect((await hub.call('listToday', officer)).body['groups']).toBeInstanceOf(Array);
  const file = { ...officer, headers: { 'x-file-name': 'list.csv', 'content-type': 'text/csv' } };
  expect((await hub.call('previewBatch', { ...file, body: list })).body['good']).not.toEqual([]);
  expect((await hub.call('previewBatch', { ...file, body: '甲,乙\n1,2\n' })).code).toBe('batch.header-not-found');
}
