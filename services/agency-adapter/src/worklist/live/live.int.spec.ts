import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ItemPresence } from '@lianshen/contracts/api';
import { startAdapter, type AdapterUnderTest } from '../../agency-adapter.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';

const NOW = Date.parse('2026-11-25T10:00:00+08:00');

/** Reads server-sent events until it is closed. */
class Follower {
  text = '';
  hasEnded = false;
  private readonly abort = new AbortController();

  static async open(origin: string, token: string | undefined): Promise<{ readonly status: number; readonly follower: Follower }> {
    const follower = new Follower();
    const response = await fetch(`${origin}/api/worklist/stream`, { headers: { authorization: `Bearer ${token ?? ''}` }, signal: follower.abort.signal });
    void follower.read(response);
    return { status: response.status, follower };
  }

  has(kind: string, requestId: string): boolean {
    return this.text.includes(`event: ${kind}\ndata: {"requestId":"${requestId}"`);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    try {
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) this.text += Buffer.from(part).toString('utf8');
    } catch {
      // It was closed from here.
    }
    this.hasEnded = true;
  }
}

describe('a worklist that is followed live', () => {
  let adapter: AdapterUnderTest;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    adapter = await startAdapter(NOW);
    for (const id of ['clerk-1', 'clerk-2']) tokens[id] = adapter.issuer.token(id, ['clerk'], 'court');
  }, 60_000);

  afterAll(() => adapter.stop(), 30_000);

  const call = (method: string, path: string, who: string) => adapter.call(method, path, { token: tokens[who], key: `live-${path}-${who}-${method}`.replaceAll('/', '-').slice(0, 120) });
  const follow = async (origin: string, who: string) => (await Follower.open(origin, tokens[who])).follower;

  it('tells what changed by id and version alone, also what another process of the agency did', async () => {
    const [here, there] = [await follow(adapter.origin, 'clerk-1'), await follow(await adapter.beside(), 'clerk-2')];
    const { requestId } = await adapter.request();
    for (const follower of [here, there]) await eventually('it is told', async () => follower.has('changed', requestId), Boolean);
    await call('POST', `/api/items/${requestId}/claim`, 'clerk-1');
    for (const follower of [here, there]) await eventually('it is told again', async () => follower.text.includes(`"requestId":"${requestId}","version":2`), Boolean);
    expect(here.text + there.text).not.toMatch(/试例|990101|clerk/);
    for (const follower of [here, there]) follower.close();
  });

  it('lets two people on one item see each other, by name, until one has closed it', async () => {
    const { requestId } = await adapter.request();
    await eventually('an item', () => call('GET', `/api/items/${requestId}`, 'clerk-1'), ({ status }) => status === 200);
    const follower = await follow(adapter.origin, 'clerk-1');
    const show = async (who: string) => (await call('PUT', `/api/items/${requestId}/presence`, who)).body as unknown as ItemPresence;
    expect((await show('clerk-1')).others).toEqual([]);
    expect((await show('clerk-2')).others).toEqual([{ id: 'clerk-1', name: '试例clerk-1', since: new Date(NOW).toISOString() }]);
    await eventually('it is told', async () => follower.has('presence', requestId), Boolean);
    expect((await show('clerk-1')).others.map(({ id }) => id)).toEqual(['clerk-2']);
    expect((await call('DELETE', `/api/items/${requestId}/presence`, 'clerk-2')).body).toEqual({ ended: true });
    expect((await show('clerk-1')).others).toEqual([]);
    await show('clerk-2');
    adapter.clock.moveTo(NOW + 61_000);
    expect((await show('clerk-1')).others).toEqual([]);
    expect(JSON.stringify(await adapter.mongo.collection('presences').find({}).toArray())).not.toContain('试例');
    adapter.clock.moveTo(NOW);
    follower.close();
  });

  it('is refused when one person follows too often, and counted', async () => {
    const open = await Promise.all(Array.from({ length: 6 }, () => follow(adapter.origin, 'clerk-2')));
    await eventually('all are counted', async () => (await (await fetch(`${adapter.origin}/metrics`)).text()).match(/^hub_worklist_streams_open\S* (\d+)$/m)?.[1], (count) => Number(count) >= 6);
    const { status, follower } = await Follower.open(adapter.origin, tokens['clerk-2']);
    expect(status).toBe(503);
    for (const each of [...open, follower]) each.close();
  });
});
