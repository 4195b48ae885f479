import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WrappingKeysReport } from '@lianshen/contracts/api';
import type { Registry } from 'prom-client';
import { OWN_KEYS } from '@lianshen/platform/process';
import { Rewrapping, WrappingKeys, type OwnKeys } from '@lianshen/platform/sealing';
import { METRICS } from '@lianshen/platform/telemetry';
import { startAdapter, type AdapterUnderTest } from './agency-adapter.spec-kit.js';
import { eventually } from './eventually.spec-kit.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');

describe('the master key of an adapter over real NATS and MongoDB', () => {
  let adapter: AdapterUnderTest;
  const tokenOf = (role: string, agency?: string) => adapter.issuer.token(`test-${role}`, [role], agency);
  const read = (path: string, token: string) => adapter.call('GET', path, { token });
  const keys = async () => ((await read('/keys/wrapping', tokenOf('administrator', 'court'))).body as unknown as WrappingKeysReport).keys;
  const item = (requestId: string) => read(`/api/items/${requestId}`, tokenOf('clerk', 'court'));

  beforeAll(async () => {
    adapter = await startAdapter(MONDAY);
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  it('is told of to the administrator of this agency alone', async () => {
    const others = [tokenOf('administrator', 'audit'), tokenOf('administrator'), tokenOf('approver', 'court'), tokenOf('auditor', 'court')];
    for (const token of others) expect((await read('/keys/wrapping', token)).body).toMatchObject({ code: 'identity.not-permitted' });
    expect(await keys()).toMatchObject([{ current: true, mayBeTakenOut: false, wraps: { ownKeys: 1, secrets: 3 } }]);
  });

  it('is rotated under open items, and taken out they still open, also after a restart', async () => {
    const { requestId } = await adapter.request();
    const before = await eventually('an item', () => item(requestId), ({ status }) => status === 200);
    const { sign } = adapter.application.get<OwnKeys>(OWN_KEYS);
    adapter.masterKeys.push(randomBytes(32));
    await adapter.application.get(WrappingKeys).reload();
    await adapter.application.get(Rewrapping).turn();
    const [old, current] = await eventually('nothing wrapped by the old key', keys, ([first]) => first?.mayBeTakenOut === true);
    // Keys of the item, of what staff have declared for it, of the marks by which relatives are compared, and of those by which items are searched.
    expect([old?.current, current?.current, current?.wraps]).toEqual([false, true, { caseKeys: 4, ownKeys: 1, deadLetters: 0, secrets: 4 }]);
    adapter.masterKeys.shift();
    await adapter.restart();
    expect((await item(requestId)).body).toEqual(before.body);
    expect(adapter.application.get<OwnKeys>(OWN_KEYS).sign.kid).toBe(sign.kid);
  }, 30_000);

  it('has its figures among the metrics', async () => {
    const metrics = await adapter.application.get<Registry>(METRICS).metrics();
    expect(metrics).toMatch(/^hub_wrapped_by_earlier_keys\{[^}]*\} 0$/m);
    expect(metrics).toMatch(/^hub_wrapped_not_opening\{[^}]*\} 0$/m);
  });
});
