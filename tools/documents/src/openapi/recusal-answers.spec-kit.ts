import { expect } from '@jest/globals';
import type { Answer, DocumentedHub } from './documented-hub.spec-kit.js';

const RELATIVE = { relation: 'spouse', name: '试例配偶', identityNumber: '990101197602020010' };
const HOUR = 3_600_000;
let count = 0;

interface Recusing {
  readonly process: DocumentedHub;
  /** Who opens candidates there, and whoever orders and takes back. */
  readonly opener: string;
  readonly head: string;
  /** Orders somebody off one case, and what the order names in its path. */
  readonly order: { readonly id: string; readonly path: Readonly<Record<string, string>> };
  readonly batch: string;
  readonly caseId: string;
}

const send = (process: DocumentedHub, id: string, token: string, path: Readonly<Record<string, string>>, body: object): Promise<Answer> =>
  process.call(id, { token, path, headers: { 'idempotency-key': `recusal-${count++}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Calls every route of recusal that the coordinator and the adapters have alike, so that each answer is held against the document. */
export async function callRecusalRoutes({ process, opener, head, order, batch, caseId }: Recusing): Promise<void> {
  const unknown = '5f0c3b6e-1f7a-8c52-9d3e-0a1b2c3d4e5f';
  expect((await process.call('listOpenDeclarations', { token: opener })).status).toBe(200);
  expect((await process.call('readDeclaration', { token: opener, path: { batch } })).body['batch']).toBe(batch);
  expect((await process.call('readDeclaration', { token: opener, path: { batch: unknown } })).code).toBe('declaration.unknown');
  expect((await send(process, 'declareRelations', opener, { batch }, { cases: [unknown] })).code).toBe('declaration.case-not-listed');
  expect((await send(process, 'declareRelations', opener, { batch }, { cases: [caseId] })).status).toBe(200);
  expect((await send(process, 'setOwnRelations', opener, {}, { relatives: [{ ...RELATIVE, identityNumber: '1' }], units: [] })).code).toBe('identity.length');
  expect((await send(process, 'setOwnRelations', opener, {}, { relatives: [RELATIVE], units: [{ name: '市无关局' }] })).status).toBe(200);
  expect((await process.call('readOwnRelations', { token: opener })).body['relatives']).toEqual([{ relation: 'spouse', withNumber: true }]);
  expect((await send(process, order.id, head, order.path, { person: { id: 'somebody', name: '试例' }, reason: '试例：群众反映' })).status).toBe(200);
  const listed = async () => (await process.call('listRecusals', { token: head, query: '?limit=50' })).body['items'] as { number: number; caseId: string }[];
  for (const end = Date.now() + 20_000; !(await listed()).some((each) => each.caseId === caseId); ) expect(Date.now()).toBeLessThan(end);
  const { number = 0 } = (await listed()).find((each) => each.caseId === caseId) ?? {};
  const lift = (of: number) => send(process, 'liftRecusal', head, { batch, number: String(of) }, { reason: '查明无关' });
  expect((await lift(number)).status).toBe(200);
  expect((await lift(999)).code).toBe('recusal.unknown');
}

/** And those of who acts in whose place. */
export async function callDelegationRoutes(process: DocumentedHub, head: string): Promise<void> {
  const now = Date.now();
  const absence = { of: { id: 'somebody', name: '试例' }, ground: 'absence', from: new Date(now).toISOString(), until: new Date(now + HOUR).toISOString(), reason: '试例：出差' };
  expect((await send(process, 'grantDelegation', head, {}, { ...absence, until: new Date(now - HOUR).toISOString() })).code).toBe('delegation.period');
  expect((await send(process, 'grantDelegation', head, {}, absence)).status).toBe(201);
  expect((await send(process, 'endDelegation', head, { number: '1' }, { reason: '返回' })).status).toBe(200);
  expect((await send(process, 'endDelegation', head, { number: '9' }, { reason: '返回' })).code).toBe('delegation.unknown');
  expect((await process.call('listDelegations', { token: head })).body['items']).toHaveLength(1);
}
