import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { freePort, giveBackPort } from './free-port.mjs';

describe('a free port', () => {
  it('is not one that somebody listens on', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    assert.notEqual(await freePort(port), port);
    taken.close();
  });

  it('is the preferred one where it is free, and is handed out once', async () => {
    const port = await freePort();
    giveBackPort(port);
    assert.equal(await freePort(port), port);
    assert.notEqual(await freePort(port), port);
  });

  it('stays below the ports that the system lends to outgoing connections', async () => {
    assert.ok((await freePort()) < 32_768);
  });
});
