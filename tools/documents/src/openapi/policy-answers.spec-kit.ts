import { expect } from '@jest/globals';
import type { DocumentedHub, Stack } from './documented-hub.spec-kit.js';

/** Calls every route of the versions of policies, so that each answer is held against the document. The policy of the batches stays as it is. */
export async function callPolicyChangeRoutes(hub: DocumentedHub, { tokens }: Stack): Promise<void> {
  let count = 0;
  const officer = { token: tokens.officer };
  const send = (id: string, token: string, body: object, number = 1) =>
    hub.call(id, { token, path: { name: 'trial', number: String(number) }, headers: { 'idempotency-key': `policies-${count++}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const propose = (policy: object) => send('proposePolicy', tokens.officer, { text: JSON.stringify(policy), reason: '试行方案' });
  const adopt = (number: number, token = tokens.coordinatorApprover) => send('adoptPolicy', token, {}, number);
  const refuse = (number: number) => send('refusePolicy', tokens.coordinatorApprover, { reason: '依据不足' }, number);
  const read = (number: number) => hub.call('readPolicyChange', { ...officer, path: { name: 'trial', number: String(number) } });

  const listed = (await hub.call('listPolicies', officer)).body['items'] as { hash: string; name: string }[];
  const { hash = '' } = listed.find(({ name }) => name === 'standard-five') ?? {};
  const { text } = (await hub.call('readPolicy', { ...officer, path: { hash } })).body as { text: string };
  const policy = { ...(JSON.parse(text) as object), name: 'trial', version: 1 };

  expect((await read(1)).code).toBe('policy.change-unknown');
  expect((await propose({ ...policy, agencies: [] })).body).toMatchObject({ code: 'policy.flawed', flaws: expect.arrayContaining([expect.objectContaining({ severity: 'error' })]) });
  expect((await propose(policy)).body).toMatchObject({ status: 'open', number: 1, replaces: null });
  expect((await propose(policy)).code).toBe('policy.change-pending');
  expect((await adopt(1, tokens.officer)).code).toBe('identity.not-permitted');
  expect((await refuse(1)).body['status']).toBe('refused');
  expect((await refuse(1)).code).toBe('policy.change-decided');
  expect((await propose(policy)).body['number']).toBe(2);
  expect((await adopt(2)).body).toMatchObject({ status: 'confirmed', replaces: null });
  expect((await adopt(9)).code).toBe('policy.change-unknown');
  expect((await propose(policy)).code).toBe('policy.version-not-higher');
  expect((await propose({ ...policy, version: 2 })).body['replaces']).toMatchObject({ version: 1 });
  expect((await read(3)).body['withoutKeys']).toEqual([]);
  expect((await read(0)).code).toBe('request.malformed');
  expect((await hub.call('listPolicyChanges', officer)).body['items']).toHaveLength(3);
}
