import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noticeOf, NotifierGround } from '../notifier.spec-kit.js';

/** A reader of server-sent events that takes as many as it is asked for. */
class Reader {
  readonly ids: number[] = [];
  beats = 0;
  private readonly abort = new AbortController();
  private text = '';
  private body: AsyncIterator<Uint8Array> | undefined;

  constructor(private readonly ground: NotifierGround, private readonly desk: string) {}

  async open(last?: number): Promise<Response> {
    const headers: Record<string, string> = last === undefined ? {} : { 'last-event-id': String(last) };
    const response = await this.ground.call(this.desk, '/api/inbox/stream', { headers, signal: this.abort.signal });
    this.body = (response.body as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    return response;
  }

  /** Reads on until so many events are there. @returns whether the stream goes on. */
  async until(isDone: () => boolean): Promise<boolean> {
    while (!isDone()) {
      const { value, done } = await (this.body as AsyncIterator<Uint8Array>).next();
      if (done) return false;
      this.text += Buffer.from(value).toString('utf8');
      const blocks = this.text.split('\n\n');
      this.text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
    return true;
  }

  close(): void {
    this.abort.abort();
  }

  private take(block: string): void {
    if (block === ':') this.beats += 1;
    else this.ids.push(Number(/^id: (\d+)$/m.exec(block)?.[1]));
  }
}

describe('the stream of an inbox', () => {
  let ground: NotifierGround;

  beforeAll(async () => {
    ground = await NotifierGround.lay();
    await ground.start({}, { openOfDeskMax: 2, openMax: 3, heartbeatMs: 50, lifetimeMs: 2_000 });
  }, 60_000);

  afterAll(() => ground.end(), 30_000);

  const publish = (desk: string, count: number) => ground.publish(...Array.from({ length: count }, () => noticeOf(desk)));
  const untilCount = (reader: Reader, count: number) => reader.until(() => reader.ids.length >= count);

  it('sends what comes, and after a break what came in between, each once and in order', async () => {
    const first = new Reader(ground, 'court');
    expect((await first.open()).headers.get('content-type')).toBe('text/event-stream');
    await publish('court', 3);
    await publish('audit', 5);
    await untilCount(first, 3);
    first.close();
    await publish('court', 150);
    const second = new Reader(ground, 'court');
    await second.open(first.ids.at(-1));
    await untilCount(second, 150);
    await publish('court', 2);
    await untilCount(second, 152);
    second.close();
    const all = [...first.ids, ...second.ids];
    expect(all).toEqual([...new Set(all)].sort((a, b) => a - b));
    expect(all).toHaveLength(155);
  });

  it('beats while nothing comes, and ends by itself', async () => {
    const reader = new Reader(ground, 'discipline');
    await reader.open();
    await reader.until(() => reader.beats >= 3);
    expect(reader.ids).toEqual([]);
    expect(await reader.until(() => false)).toBe(false);
  });

  it('is refused when there are too many, and open again once one has gone', async () => {
    const readers = [new Reader(ground, 'petitions'), new Reader(ground, 'petitions')];
    for (const reader of readers) expect((await reader.open()).status).toBe(200);
    const refused = await new Reader(ground, 'petitions').open();
    expect(refused.status).toBe(503);
    readers[0]?.close();
    const again = new Reader(ground, 'petitions');
    for (let status = 503; status !== 200; ) ({ status } = await again.open());
    for (const reader of [...readers, again]) reader.close();
  });

  it('is refused with a Last-Event-ID that is none', async () => {
    const response = await ground.call('court', '/api/inbox/stream', { headers: { 'last-event-id': 'x' } });
    expect(response.status).toBe(400);
  });
});
