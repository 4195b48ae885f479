import { createServer } from 'node:net';
import { ToldError } from './told-error.mjs';

const LOOPBACK = '127.0.0.1';
/** Below the ports that Linux (32768) and macOS (49152) lend to outgoing connections, so nothing takes ours by chance. */
const FIRST = 20_000;
const LAST = 31_999;
const TRIES_MAX = 2_000;

/** Ports this process has handed out and that may not be bound yet. */
const handedOut = new Set();
/** Two launchers at once begin at different places, and so do not race for the same port. */
let next = FIRST + ((process.pid * 61) % (LAST - FIRST));

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether the port can be bound on loopback right now
 */
const isFree = (port) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: LOOPBACK, exclusive: true }, () => probe.close(() => resolve(true)));
  });

/**
 * @param {number} [preferred] the first port to try, then the ones after it; without it any port will do
 * @returns {Promise<number>} a port on 127.0.0.1 that nobody listens on and that was not handed out before
 */
export const freePort = async (preferred) => {
  let candidate = preferred ?? next;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = candidate;
    candidate = candidate >= LAST && preferred === undefined ? FIRST : candidate + 1;
    if (handedOut.has(port) || !(await isFree(port))) continue;
    handedOut.add(port);
    if (preferred === undefined) next = candidate;
    return port;
  }
  throw new ToldError('本机没有可用的端口。', 'No free port was found on this machine.');
};
