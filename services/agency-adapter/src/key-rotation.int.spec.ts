import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeadLetterPage, PartyPublicKeys } from '@lianshen/contracts/api';
import { OWN_KEYS } from '@lianshen/platform/process';
import type { OwnKeyRing } from '@lianshen/platform/sealing';
import { startAdapter, type AdapterUnderTest, type Answered } from './agency-adapter.spec-kit.js';
import { CoordinatorKeys } from './coordinator-keys.js';
import { eventually } from './eventually.spec-kit.js';

const MONDAY = Date.parse('2026-11-23T10:00:00+08:00');

describe('the keys of an adapter over real NATS and MongoDB', () => {
  let adapter: AdapterUnderTest;
  let administrator: string;

  beforeAll(async () => {
    adapter = await startAdapter(MONDAY);
    administrator = adapter.issuer.token('administrator', ['administrator'], 'court');
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  const codeOf = ({ status, body }: Answered) => `${status} ${body.code ?? ''}`.trim();
  const keysOf = ({ body }: Answered) => body as unknown as PartyPublicKeys;
  const current = async () => keysOf(await adapter.call('GET', '/keys'));
  const post = (path: string, token = administrator) => adapter.call('POST', path, { token });
  const sealRequest = () => {
    const request = adapter.newRequest();
    return { requestId: request.requestId, line: adapter.coordinator.sealRequest(request) };
  };
  /** A request comes and is acknowledged: both directions work. */
  async function isHeard(): Promise<void> {
    const { requestId } = await adapter.request();
    await eventually('a receipt', async () => adapter.coordinator.acknowledges(requestId), (is) => is);
  }

  it('are rotated by the administrator of this agency alone', async () => {
    const { issuer } = adapter;
    const others = [issuer.token('x', ['administrator'], 'audit'), issuer.token('x', ['administrator'], undefined), issuer.token('x', ['approver'], 'court')];
    for (const token of others) {
      for (const path of ['/keys/next', '/keys/next/activation', '/api/dead-letters/x/replay']) expect(codeOf(await post(path, token))).toBe('403 identity.not-permitted');
    }
    expect(codeOf(await adapter.call('GET', '/keys/next'))).toBe('404 key.none-prepared');
    expect(codeOf(await post('/keys/next/activation'))).toBe('404 key.none-prepared');
  });

  it('are put into use when the coordinator first seals to the next ones, and nothing on its way is lost', async () => {
    const before = await current();
    const next = keysOf(await post('/keys/next'));
    expect(codeOf(await post('/keys/next'))).toBe('200');
    expect(keysOf(await adapter.call('GET', '/keys/next'))).toEqual(next);
    await isHeard();
    expect(await current()).toEqual(before);
    const sealedBefore = sealRequest();
    adapter.coordinator.register(next);
    await isHeard();
    await eventually('the next keys in use', current, ({ sign }) => sign.kid === next.sign.kid);
    await adapter.coordinator.publish(sealedBefore.line);
    await eventually('a receipt of what was sealed before', async () => adapter.coordinator.acknowledges(sealedBefore.requestId), (is) => is);
    expect(codeOf(await adapter.call('GET', '/keys/next'))).toBe('404 key.none-prepared');
  });

  it('are put into use by hand where nothing comes that is sealed to them', async () => {
    const next = keysOf(await post('/keys/next'));
    adapter.coordinator.register(next);
    expect(keysOf(await post('/keys/next/activation'))).toEqual(next);
    await isHeard();
    expect(adapter.application.get<OwnKeyRing>(OWN_KEYS).alsoAgree).toHaveLength(2);
  });

  it('follow the coordinator through a rotation: its older keys count for what is on its way, and the newest are addressed', async () => {
    const { coordinator } = adapter;
    const before = sealRequest();
    coordinator.rotate();
    adapter.application.get(CoordinatorKeys).reload();
    await isHeard();
    await coordinator.publish(before.line);
    await eventually('a receipt of what was sealed before', async () => coordinator.acknowledges(before.requestId), (is) => is);
    expect(coordinator.addressedWith.at(-1)).toBe(coordinator.keys.agree.kid);
  });

  it('of the coordinator that the configuration names no more count for nothing, until it names them again and the letter is replayed', async () => {
    const { coordinator } = adapter;
    const late = sealRequest();
    coordinator.rotate();
    const all = coordinator.generations;
    coordinator.generations = all.slice(-1);
    adapter.application.get(CoordinatorKeys).reload();
    await coordinator.publish(late.line);
    const list = async () => (await adapter.call('GET', '/api/dead-letters', { token: administrator })).body as unknown as DeadLetterPage;
    const { items } = await eventually('a dead letter', list, (page) => page.items.length > 0);
    expect(items).toMatchObject([{ reason: 'seal.key-unknown', isKept: true }]);
    const replay = () => post(`/api/dead-letters/${items[0]?.letterId}/replay`);
    expect((await replay()).body).toMatchObject({ code: 'letter.refused', params: { reason: 'seal.key-unknown' } });
    coordinator.generations = all;
    adapter.application.get(CoordinatorKeys).reload();
    expect(codeOf(await replay())).toBe('200');
    await eventually('a receipt of the replayed request', async () => coordinator.acknowledges(late.requestId), (is) => is);
    expect((await list()).items).toEqual([]);
    expect(codeOf(await replay())).toBe('404 letter.unknown');
  }, 20_000);

  it('stay as they are while the file of the coordinator’s keys cannot be read', async () => {
    const { coordinator } = adapter;
    const known = coordinator.generations;
    Object.defineProperty(coordinator, 'generations', { configurable: true, get: () => { throw new Error('half a file'); } });
    expect(() => adapter.application.get(CoordinatorKeys).reload()).toThrow();
    Object.defineProperty(coordinator, 'generations', { configurable: true, writable: true, value: known });
    await isHeard();
  });
});
