import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { DocumentedHub } from './documented-hub.spec-kit.js';

const UNKNOWN = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';

/** Calls every route of many answers at once, with items for which both have declared and of which none can be answered at once now. */
export async function callBundleRoutes(adapter: DocumentedHub, { clerk, approver }: { readonly clerk: string; readonly approver: string }, requestIds: readonly string[]): Promise<void> {
  const post = (id: string, token: string, body: object) => adapter.call(id, { token, headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const reviewed = (await post('reviewMany', clerk, { requestIds })).body as unknown as { items: { requestId: string; seq: number; refusal: { code: string } | null }[] };
  expect(reviewed.items.map(({ refusal }) => refusal?.code)).toEqual(requestIds.map(() => 'item.look-up-open'));
  const items = reviewed.items.map(({ requestId, seq }) => ({ requestId, seq }));
  const answered = (await post('answerMany', clerk, { items, leftOut: requestIds.slice(0, 1) })).body as unknown as { bundleId: string; outcomes: { outcome: string }[] };
  expect(answered.outcomes.map(({ outcome }) => outcome)).toEqual(requestIds.map((_, index) => (index === 0 ? 'left-out' : 'refused')));
  expect((await post('answerMany', clerk, { items: [] })).code).toBe('request.malformed');
  expect((await adapter.call('listBundles', { token: approver })).status).toBe(200);
  const { bundleId } = answered;
  expect((await adapter.call('readBundle', { token: approver, path: { bundleId } })).body['items']).toEqual([]);
  expect((await adapter.call('readBundle', { token: approver, path: { bundleId: UNKNOWN } })).code).toBe('bundle.unknown');
  expect((await post('approveMany', approver, { items: [{ requestId: requestIds[0], submission: 1 }] })).status).toBe(200);
  expect((await post('approveMany', approver, { bundleId: UNKNOWN })).code).toBe('bundle.unknown');
}
