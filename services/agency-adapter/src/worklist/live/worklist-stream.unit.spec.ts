import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { StreamSink } from '@lianshen/platform/http';
import { WorklistStream } from './worklist-stream.js';

/** A connection whose reader takes what is written one at a time, when the test says so. */
class SlowSink implements StreamSink {
  readonly written: string[] = [];
  hasEnded = false;
  private go: (() => void) | undefined;

  write(text: string): Promise<void> {
    this.written.push(text);
    return new Promise((resolve) => (this.go = resolve));
  }

  async take(): Promise<void> {
    this.go?.();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }

  end(): void {
    this.hasEnded = true;
  }

  onClosed(): void {
    // Nobody closes it.
  }
}

const change = (number: number, version = 1) => ({ requestId: `request-${number}`, version });

describe('a live connection to the worklist', () => {
  let sink: SlowSink;
  let isIn: boolean;
  let stream: WorklistStream;

  beforeEach(() => {
    jest.useFakeTimers();
    sink = new SlowSink();
    isIn = true;
    stream = new WorklistStream(sink, async () => isIn, { warn: () => undefined } as never, { heartbeatMs: 1_000, lifetimeMs: 60_000 });
    stream.begin();
  });

  afterEach(() => {
    stream.end();
    jest.useRealTimers();
  });

  it('tells the newest version of what changed several times while its reader was slow', async () => {
    for (const version of [1, 2, 3]) stream.tell('changed', change(1, version));
    await sink.take();
    await sink.take();
    expect(sink.written.slice(1)).toEqual(['event: changed\ndata: {"requestId":"request-1","version":3}\n\n']);
  });

  it('tells a reader who is too far behind to read the list anew', async () => {
    for (let number = 0; number < 300; number++) stream.tell('changed', change(number));
    await sink.take();
    await sink.take();
    expect(sink.written.slice(1)).toEqual(['event: reload\ndata: {}\n\n']);
  });

  it('ends once its reader is signed in no more', async () => {
    await jest.advanceTimersByTimeAsync(1_000);
    expect(sink.hasEnded).toBe(false);
    isIn = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(sink.hasEnded).toBe(true);
  });

  it('ends by itself after its time', async () => {
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sink.hasEnded).toBe(true);
  });
});
