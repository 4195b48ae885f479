import { connectNats, type Nats, type NatsOptions } from '@lianshen/platform/messaging';

const CONNECT_WITHIN_MS = 15_000;

/** A service waits for its server for as long as it lives; somebody who tries an adapter wants to know. @throws when there is no server within the bound. */
export async function connectWithin(options: Omit<NatsOptions, 'name' | 'inboxPrefix'>): Promise<Nats> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `${options.url}: ${CONNECT_WITHIN_MS / 1000} 秒内没有连上 / no connection within ${CONNECT_WITHIN_MS / 1000} s`;
    timer = setTimeout(() => reject(new Error(message)), CONNECT_WITHIN_MS);
  });
  try {
    return await Promise.race([connectNats({ ...options, inboxPrefix: '_INBOX', name: 'adapter:certify' }), late]);
  } finally {
    clearTimeout(timer);
  }
}
