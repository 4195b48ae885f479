import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { freePort } from './free-port.mjs';

/** @returns {Promise<import('node:net').Server>} */
const aListener = async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return listener;
};

/** @param {import('node:net').Server} listener */
const portOf = (listener) => {
  const address = listener.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

describe('a free port', () => {
  it('is not one that somebody listens on', async () => {
    const taken = await aListener();
    assert.notEqual(await freePort(portOf(taken)), portOf(taken));
    taken.close();
  });

  it('is the preferred one where it is free, and is handed out once', async () => {
    const listener = await aListener();
    const port = portOf(listener);
    await new Promise((closed) => listener.close(closed));
    assert.equal(await freePort(port), port);
    assert.notEqual(await freePort(port), port);
  });

  it('stays below the ports that the system lends to outgoing connections', async () => {
    assert.ok((await freePort()) < 32_768);
  });
});
