import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toIso } from '@lianshen/contracts/kernel';
import { startAdapter, type AdapterUnderTest } from '../agency-adapter.spec-kit.js';
import { eventually } from '../eventually.spec-kit.js';
import { AgencyClosing } from './agency-closing.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const HOUR = 3_600_000;
const EFFECTIVE = MONDAY + HOUR;
const CLOSED = { effectiveAt: toIso(EFFECTIVE), successor: { agency: 'market', name: { zh: '市场监督管理局', en: 'Market Regulation' } } };

describe('the adapter of an agency that is merged, over real NATS and MongoDB', () => {
  let adapter: AdapterUnderTest;
  let token: string;
  let requestId: string;

  beforeAll(async () => {
    adapter = await startAdapter(MONDAY);
    token = adapter.issuer.token('clerk-1', ['clerk'], 'court');
    ({ requestId } = await adapter.request());
    await eventually('an item', () => read(), ({ status }) => status === 200);
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  const read = () => adapter.call('GET', `/api/items/${requestId}`, { token });
  const list = () => adapter.call('GET', '/api/items', { token });
  const verify = () => adapter.call('POST', '/api/ledger/verifications', { token: adapter.issuer.token('auditor-1', ['auditor'], undefined) });
  const closings = async () => ((await verify()).body as unknown as { commits: number }).commits;

  it('works on until the moment, although it was told before', async () => {
    const before = await closings();
    await adapter.coordinator.send('closed', CLOSED, 2);
    await eventually('the closing is on record', closings, (commits) => commits === before + 1);
    adapter.clock.moveTo(EFFECTIVE - 1);
    expect([(await read()).status, (await list()).status]).toEqual([200, 200]);
  });

  it('lets none of its staff in from the moment on, and says who answers instead', async () => {
    adapter.clock.moveTo(EFFECTIVE);
    const answers = [await read(), await list(), await adapter.call('POST', `/api/items/${requestId}/claim`, { token, key: 'claim-1' }), await adapter.call('PUT', `/api/items/${requestId}/draft`, { token, body: {}, ifMatch: '"1-0"' })];
    expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`)).toEqual(Array.from(answers, () => '403 agency.closed'));
    expect(answers[0]?.body['params']).toEqual({ since: toIso(EFFECTIVE), successor: 'market', successorName: '市场监督管理局' });
  });

  it('lets the auditor read on', async () => {
    expect(await verify()).toMatchObject({ status: 200, body: { intact: true } });
  });

  it('keeps to what it was told first, also after a restart', async () => {
    const before = await closings();
    await adapter.coordinator.send('closed', { ...CLOSED, effectiveAt: toIso(EFFECTIVE + 100 * HOUR) });
    const late = await adapter.request();
    await eventually('what was sent after it has come', closings, (commits) => commits === before + 1);
    expect(late.requestId).not.toBe(requestId);
    const closing = adapter.application.get(AgencyClosing);
    await closing.refresh();
    expect(closing.isClosed).toBe(true);
    expect((await read()).body.code).toBe('agency.closed');
  });
});
