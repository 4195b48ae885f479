import { expect } from '@jest/globals';
import type { DocumentedHub, Stack } from './documented-hub.spec-kit.js';

/** Calls every route of the life of agencies, so that each answer is held against the document. Nobody is merged in the end. */
export async function callAgencyRoutes(hub: DocumentedHub, { tokens }: Stack): Promise<void> {
  let count = 0;
  const send = async (id: string, agency: string, body: object, token: string, number = 1) =>
    hub.call(id, { token, path: { agency, number: String(number) }, headers: { 'idempotency-key': `agencies-${count++}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const admin = (id: string, agency: string, body: object) => send(id, agency, body, tokens.administrator);
  const approver = (id: string, agency: string, number: number, body: object = {}) => send(id, agency, body, tokens.coordinatorApprover, number);
  const read = (id: string, agency = '', query = '') => hub.call(id, { token: tokens.auditor, path: { agency }, query });
  const name = { zh: '市审计局', en: 'Audit Bureau' };
  const reason = '机构改革方案';

  expect((await read('readAgency', 'customs')).code).toBe('agency.unknown');
  expect((await read('readAgency', 'audit')).body['status']).toBe('unregistered');
  expect((await admin('proposeAgencyChange', 'audit', { kind: 'suspend', reason })).code).toBe('agency.unregistered');
  expect((await admin('registerAgency', '', { agency: 'audit', name, code: { code: '11990100MB0000001T', validUntil: '2030-01-01T00:00:00.000Z' } })).status).toBe(201);
  expect((await admin('registerAgency', '', { agency: 'audit', name, code: { code: '11990100MB0000001T', validUntil: '2030-01-01T00:00:00.000Z' } })).status).toBe(200);
  expect((await admin('registerAgency', '', { agency: 'audit', name: { ...name, zh: '审计局' } })).code).toBe('agency.registered');
  expect((await admin('registerAgency', '', { agency: 'tax', name, code: { code: 'x' } })).code).toBe('credit-code.length');
  expect((await admin('registerAgency', '', { agency: 'coordinator', name })).code).toBe('request.malformed');
  expect((await admin('renameAgency', 'audit', { name: { ...name, zh: '审计监督局' }, effectiveAt: new Date(Date.now() + 60_000).toISOString(), reason })).body['names']).toHaveLength(2);
  expect((await admin('renameAgency', 'audit', { name, effectiveAt: '2020-01-01T00:00:00.000Z', reason })).code).toBe('agency.effective-past');

  expect((await admin('proposeAgencyChange', 'audit', { kind: 'merge', into: 'audit', reason })).code).toBe('agency.merge-into-itself');
  expect((await admin('proposeAgencyChange', 'audit', { kind: 'merge', into: 'petitions', reason })).code).toBe('agency.successor-unregistered');
  expect((await admin('proposeAgencyChange', 'audit', { kind: 'suspend', reason })).status).toBe(200);
  expect((await admin('proposeAgencyChange', 'audit', { kind: 'suspend', reason })).code).toBe('agency.change-pending');
  expect((await admin('confirmAgencyChange', 'audit', {})).code).toBe('agency.change-four-eyes');
  expect((await approver('refuseAgencyChange', 'audit', 1, { reason: '依据不足' })).status).toBe(200);
  expect((await approver('confirmAgencyChange', 'audit', 1)).code).toBe('agency.change-decided');
  expect((await approver('confirmAgencyChange', 'audit', 9)).code).toBe('agency.change-unknown');
  expect((await admin('proposeAgencyChange', 'audit', { kind: 'suspend', reason })).status).toBe(200);
  expect((await approver('confirmAgencyChange', 'audit', 2)).body['status']).toBe('suspended');
  expect((await admin('proposeAgencyChange', 'audit', { kind: 'resume', reason })).status).toBe(200);
  expect((await approver('confirmAgencyChange', 'audit', 3)).body['status']).toBe('active');
  expect((await read('listAgencies', '', '?limit=2')).body['items']).toHaveLength(2);
  expect((await read('listAgencies', '', '?cursor=x')).code).toBe('request.malformed');
}
