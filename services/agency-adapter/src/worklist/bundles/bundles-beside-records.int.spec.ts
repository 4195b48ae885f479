import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ManyAnswered, ManyReviewed } from '@lianshen/contracts/api';
import { startAdapter, type AdapterUnderTest } from '../../agency-adapter.spec-kit.js';
import { CONNECTOR, type Connector } from '../../connectors/connector.js';
import { eventually } from '../../eventually.spec-kit.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');
const HEADER = '身份证号,代码,事由,依据\n';
const LISTED = '990101198001010014';
const FREE = '99010119800102001X';

describe('many answers at an agency whose register knows more, over real NATS and MongoDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianshen-register-'));
  const file = join(folder, 'court.csv');
  let written = Date.now() / 1_000;
  let adapter: AdapterUnderTest;

  const write = async (text: string) => {
    writeFileSync(file, text);
    utimesSync(file, (written += 5), written);
    await adapter?.application.get<Connector>(CONNECTOR).changed();
  };

  beforeAll(async () => {
    await write(`${HEADER}${LISTED},OBJECT,试例：未履行生效判决,试例依据第一条\n`);
    adapter = await startAdapter(MONDAY, { CONNECTOR: { kind: 'register', file } });
  }, 60_000);

  afterAll(async () => {
    await adapter.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);

  const token = () => adapter.issuer.token('clerk-1', ['clerk'], 'court');
  async function arrived(identityNumber: string): Promise<string> {
    const { requestId } = await adapter.request({ person: { name: '试例甲', identityNumber } });
    await eventually('an item', () => adapter.call('GET', `/api/items/${requestId}`, { token: token() }), ({ status }) => status === 200);
    return requestId;
  }
  async function reviewed(requestIds: readonly string[]): Promise<ManyReviewed['items']> {
    return ((await adapter.call('POST', '/api/bundles/review', { token: token(), body: { requestIds } })).body as unknown as ManyReviewed).items;
  }
  async function answered(requestIds: readonly string[]): Promise<(string | null)[]> {
    const items = (await reviewed(requestIds)).map(({ requestId, seq }) => ({ requestId, seq }));
    const { body } = await adapter.call('POST', '/api/bundles', { token: token(), key: randomUUID(), body: { items } });
    return (body as unknown as ManyAnswered).outcomes.map(({ refusal }) => refusal?.code ?? null);
  }

  it('shows whom the register lists, and leaves them to be answered by themselves', async () => {
    const ids = [await arrived(LISTED), await arrived(FREE)];
    expect((await reviewed(ids)).map(({ proposal, refusal }) => [proposal, refusal?.code ?? null])).toEqual([['OBJECT', 'item.flagged'], ['CLEAR', null]]);
    expect(await answered(ids)).toEqual(['item.flagged', null]);
  });

  it('answers nobody at once while the register cannot be trusted', async () => {
    const ids = [await arrived(LISTED), await arrived(FREE)];
    await write(`${HEADER}no number,OBJECT,,\n`);
    expect((await reviewed(ids)).map(({ proposal }) => proposal)).toEqual([null, null]);
    expect(await answered(ids)).toEqual(['item.look-up-open', 'item.look-up-open']);
    await write(HEADER);
    expect(await answered(ids)).toEqual([null, null]);
  });
});
