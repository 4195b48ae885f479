import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import type { CaseChanged } from '@lianshen/contracts/api';
import type { StreamSink } from '@lianshen/platform/http';
import { Shutdown } from '@lianshen/platform/process';
import { METRICS } from '@lianshen/platform/telemetry';
import { startCoordinator, type CoordinatorUnderTest } from '../../coordinator.spec-kit.js';
import { eventually } from '../../eventually.spec-kit.js';
import { CasesUnderTest, MONDAY } from '../cases.spec-kit.js';
import { ChangedCases } from './changed-cases.js';
import { LiveStreams, STANDARD_LIVE_BOUNDS, type LiveBounds } from './live-streams.js';

/** A connection whose reader takes what comes, or nothing. */
class Reader implements StreamSink {
  text = '';
  ended = false;
  private closed: (() => void)[] = [];

  constructor(private readonly isSlow = false) {}

  write(text: string): Promise<void> {
    this.text += text;
    return this.isSlow ? new Promise(() => undefined) : Promise.resolve();
  }

  end(): void {
    this.ended = true;
    for (const listener of this.closed.splice(0)) listener();
  }

  onClosed(listener: () => void): void {
    this.closed.push(listener);
  }

  get changes(): CaseChanged[] {
    return [...this.text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as CaseChanged);
  }
}

describe('people who look on', () => {
  const shutdown = new Shutdown();

  let hub: CoordinatorUnderTest;
  let cases: CasesUnderTest;
  const stays = () => Promise.resolve(true);

  const streamsWith = (bounds: Partial<LiveBounds>): LiveStreams =>
    new LiveStreams(hub.application.get(ChangedCases), { ...STANDARD_LIVE_BOUNDS, ...bounds }, new Registry(), shutdown);

  beforeAll(async () => {
    hub = await startCoordinator(MONDAY);
    cases = new CasesUnderTest(hub);
  }, 60_000);

  afterAll(async () => {
    await shutdown.onApplicationShutdown();
    await hub.stop();
  }, 30_000);

  it('are told of each case that changes, at every replica, by ids and its newest commit alone', async () => {
    const other = await hub.replica();
    const [here, there] = [new Reader(), new Reader()];
    expect(hub.application.get(LiveStreams).begin('one', here, stays).ok).toBe(true);
    expect(other.get(LiveStreams).begin('two', there, stays).ok).toBe(true);
    const caseId = await cases.open();
    await cases.answer(caseId, 'OBJECT', 'court');
    const { batchId } = await cases.load(caseId);
    for (const reader of [here, there]) {
      await eventually('the halt', async () => reader.changes.filter((each) => each.caseId === caseId), (told) => (told.at(-1)?.seq ?? 0) >= 2);
      expect(Object.keys(reader.changes[0] ?? {}).sort()).toEqual(['batchId', 'caseId', 'seq']);
      expect(reader.changes.at(-1)).toMatchObject({ caseId, batchId });
      expect(reader.text).not.toContain('试例甲');
    }
    expect(await hub.application.get<Registry>(METRICS).getSingleMetricAsString('hub_live_streams_open')).toMatch(/ 1$/m);
    here.end();
    expect(await hub.application.get<Registry>(METRICS).getSingleMetricAsString('hub_live_streams_open')).toMatch(/ 0$/m);
  });

  it('are so many and no more, each person too, and another comes in once one has gone', () => {
    const streams = streamsWith({ openMax: 3, openOfPersonMax: 2 });
    const readers = [new Reader(), new Reader(), new Reader()];
    expect(readers.map((reader, index) => streams.begin(index < 2 ? 'one' : 'two', reader, stays).ok)).toEqual([true, true, true]);
    expect(streams.begin('three', new Reader(), stays)).toMatchObject({ refusal: { code: 'live.streams-exhausted' } });
    readers[2]?.end();
    expect(streams.begin('one', new Reader(), stays)).toMatchObject({ refusal: { code: 'live.streams-exhausted' } });
    expect(streams.begin('three', new Reader(), stays).ok).toBe(true);
    for (const reader of readers) reader.end();
  });

  it('hear a beat while nothing happens, and are cut off when their session has ended', async () => {
    let isIn = true;
    const reader = new Reader();
    streamsWith({ heartbeatMs: 10 }).begin('one', reader, () => Promise.resolve(isIn));
    await eventually('beats', async () => reader.text.split(':\n\n').length, (beats) => beats > 3);
    expect(reader.ended).toBe(false);
    isIn = false;
    await eventually('the end', async () => reader.ended, (ended) => ended);
  });

  it('are cut off where it cannot be found out whether they are signed in, and at the end of a stream’s life', async () => {
    const [unknown, old] = [new Reader(), new Reader()];
    streamsWith({ heartbeatMs: 10 }).begin('one', unknown, () => Promise.reject(new Error('away')));
    streamsWith({ lifetimeMs: 20 }).begin('one', old, stays);
    for (const reader of [unknown, old]) await eventually('the end', async () => reader.ended, (ended) => ended);
  });

  it('are cut off when they take nothing, and cost no memory beyond the bound', async () => {
    const reader = new Reader(true);
    streamsWith({ waitingMax: 2 }).begin('one', reader, stays);
    const live = hub.application.get(ChangedCases);
    const tell = (count: number) => {
      for (let index = 0; index < count; index++) live.tell({ caseId: `0190a1b2-c3d4-8e5f-8a6b-00000000000${index}`, batchId: '0190a1b2-c3d4-8e5f-8a6b-000000000001', seq: 1 });
    };
    tell(1);
    await eventually('the first', async () => reader.changes.length, (count) => count === 1);
    tell(3);
    await eventually('the end', async () => reader.ended, (ended) => ended);
  });
});
