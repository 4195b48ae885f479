import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHubClient, fetchFile } from './hub-client.js';
import { HubProblem } from './hub-problem.js';

interface Paths {
  readonly '/silent': { readonly post: { readonly requestBody: { readonly content: { readonly 'application/json': { readonly wish: string } } }; readonly responses: { readonly 200: { readonly content: { readonly 'application/json': object } } } } };
  readonly '/echo': Paths['/silent'];
}

describe('a call from a page', () => {
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/echo') request.pipe(response.setHeader('content-type', 'application/json'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(globalThis, { window: { location: { origin } } });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** A minute is long for a test: which bound was asked for is kept, and much less waited. */
  function hastily(): number[] {
    const bounds: number[] = [];
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      bounds.push(ms);
      return timeout(ms / 3_000);
    });
    return bounds;
  }

  const problemOf = (done: Promise<unknown>) => done.then(() => 'answered', (error: unknown) => (error instanceof HubProblem ? `${error.kind}, passing: ${error.isPassing}` : String(error)));

  it('sends its body whole, and gives the answer', async () => {
    const { data } = await createHubClient<Paths>().POST('/echo', { body: { wish: '试例' } });
    expect(data).toEqual({ wish: '试例' });
  });

  it('that is not answered within a minute counts as not reached, so that it is sent again', async () => {
    const bounds = hastily();
    expect(await problemOf(createHubClient<Paths>().POST('/silent', { body: { wish: 'any' } }))).toBe('offline, passing: true');
    expect(bounds).toEqual([60_000]);
  });

  it('may take ten minutes for a file', async () => {
    const bounds = hastily();
    expect(await problemOf(fetchFile(`${origin}/silent`))).toBe('offline, passing: true');
    expect(bounds).toEqual([600_000]);
  });
});
