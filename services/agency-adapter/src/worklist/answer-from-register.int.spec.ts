import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkItemView } from '@lianshen/contracts/api';
import { startAdapter, type AdapterUnderTest } from '../agency-adapter.spec-kit.js';
import { CONNECTOR, type Connector } from '../connectors/connector.js';
import { eventually } from '../eventually.spec-kit.js';
import { StandingOrder } from '../reply/standing-order.js';
import { AnswerOpenItems } from './answer-open-items.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const HEADER = '身份证号,代码,事由,依据\n';
const ORDER = StandingOrder.parse({
  id: 'order-1',
  agency: 'court',
  codes: ['CLEAR'],
  signers: [{ id: 'a', name: '试例经办', role: 'clerk' }, { id: 'b', name: '试例签发', role: 'approver' }],
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2027-01-01T00:00:00Z',
});

describe('an agency whose register answers under a standing order, over real NATS and MongoDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianshen-register-'));
  const file = join(folder, 'court.csv');
  let written = Date.now() / 1_000;
  let adapter: AdapterUnderTest;

  const write = (text: string) => {
    writeFileSync(file, text);
    utimesSync(file, (written += 5), written);
  };

  beforeAll(async () => {
    write(HEADER);
    adapter = await startAdapter(MONDAY, { CONNECTOR: { kind: 'register', file }, STANDING_ORDER_FILE: ORDER });
  }, 60_000);

  afterAll(async () => {
    await adapter.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);

  const read = async (requestId: string): Promise<WorkItemView> => (await adapter.call('GET', `/api/items/${requestId}`, { token: adapter.issuer.token('clerk-1', ['clerk'], 'court') })).body as never;
  const arrived = (requestId: string) => eventually('an item', () => read(requestId), (item) => item.requestId === requestId);
  const verdictOf = (requestId: string) => eventually('a verdict', async () => adapter.coordinator.repliesTo('verdict', requestId), (all) => all.length > 0);
  const commitsOf = (requestId: string) => adapter.mongo.collection('ledger').countDocuments({ _id: new RegExp(`^item/${requestId}/`) as never });

  it('answers in the very commit that receives the request, and the verdict is the receipt', async () => {
    const { requestId } = await adapter.request();
    expect((await verdictOf(requestId))[0]?.data).toMatchObject({ code: 'CLEAR', mode: 'automatic', standingOrder: 'order-1' });
    expect(await commitsOf(requestId)).toBe(1);
    expect(adapter.coordinator.replies.filter(({ name }) => name === 'received')).toEqual([]);
  });

  it('answers nobody while the register is refused, says so beside the form and in readiness, and answers all when it was put right', async () => {
    const connector = adapter.application.get<Connector>(CONNECTOR);
    write(`${HEADER}no number,OBJECT,,\n`);
    await connector.changed();
    const { requestId } = await adapter.request();
    expect(await arrived(requestId)).toMatchObject({ status: 'open', proposal: null, lookUp: { connector: 'register', outcome: 'unavailable', code: 'register.refused' } });
    expect((await adapter.call('GET', '/health/ready')).status).toBe(503);
    write(HEADER);
    expect((await verdictOf(requestId))[0]?.data).toMatchObject({ code: 'CLEAR', mode: 'automatic' });
    expect((await adapter.call('GET', '/health/ready')).status).toBe(200);
  });

  it('draws in the very commit that receives the request, and only then sends a receipt', async () => {
    await adapter.restart({ STANDING_ORDER_FILE: { ...ORDER, checkOneIn: 1 } });
    const { requestId } = await adapter.request();
    const item = await arrived(requestId);
    expect(item).toMatchObject({ status: 'open', drawn: { oneIn: 1 }, proposal: { code: 'CLEAR' }, lookUp: { source: 'court.csv' } });
    expect(await commitsOf(requestId)).toBe(1);
    await eventually('a receipt', async () => adapter.coordinator.replies, (replies) => replies.some(({ name, data }) => name === 'received' && (data['requestIds'] as string[]).includes(requestId)));
    await adapter.application.get(AnswerOpenItems).turn();
    await adapter.application.get(AnswerOpenItems).idle();
    expect(adapter.coordinator.repliesTo('verdict', requestId)).toEqual([]);
  });
});
