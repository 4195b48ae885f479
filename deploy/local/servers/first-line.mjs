import { connect } from 'node:net';

const TIMEOUT_MS = 1_000;

/**
 * Connects to a port on loopback, says something, and hears what comes first.
 * @param {number} port
 * @param {string} [say]
 * @returns {Promise<string>} the first piece that the server sends, or '' when it closes without a word
 */
export const firstLine = (port, say = '') =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('connect', () => socket.write(say));
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(''));
  });

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether somebody accepts connections there
 */
export const accepts = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('connect', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });
