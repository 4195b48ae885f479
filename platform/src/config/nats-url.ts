import { ConfigurationError } from './read-environment.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Messages are sealed, but subjects, times and sizes are not, and an nkey says nothing about who the server is.
 * @param url of a NATS server. @param plaintext whether somebody decided that the way there is private otherwise.
 * @throws ConfigurationError where it would be spoken to in clear over a network.
 */
export function requirePrivateWay(url: string, plaintext: 'allowed' | undefined): void {
  const { protocol, hostname } = partsOf(url);
  if (protocol === 'tls:' || plaintext === 'allowed' || LOOPBACK.test(hostname)) return;
  throw new ConfigurationError('NATS_URL: 请使用 tls://；确需明文时设置 NATS_PLAINTEXT=allowed / use tls://, or set NATS_PLAINTEXT=allowed where the way there is private');
}

/** NATS takes an address without a protocol too. */
function partsOf(url: string): { protocol: string; hostname: string } {
  const whole = url.includes('://') ? url : `nats://${url}`;
  return URL.canParse(whole) ? new URL(whole) : { protocol: '', hostname: '' };
}
