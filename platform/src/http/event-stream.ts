import type { Response } from 'express';

/** The connection that a stream of server-sent events writes to. */
export interface StreamSink {
  /** Resolves when more can be taken: a slow reader holds up its own stream and nothing else. */
  write(text: string): Promise<void>;
  end(): void;
  onClosed(listener: () => void): void;
}

/** The headers go out with the first write, so a refusal before it is still an ordinary answer. */
export const sinkOf = (response: Response): StreamSink => ({
  write: async (text) => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    if (!response.writableEnded && !response.write(text)) await untilDrained(response);
  },
  end: () => void response.end(),
  onClosed: (listener) => void response.once('close', listener),
});

const untilDrained = (response: Response): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
