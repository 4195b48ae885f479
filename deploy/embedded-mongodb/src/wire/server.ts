import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Store } from '../storage/store.js';
import { Connection } from './connection.js';

const connectionsMax = 1000;
const closingMsMax = 1000;

export interface WireServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens for clients. `port` 0 takes a free one. */
export async function listen(store: Store, host: string, port: number, log: Logger): Promise<WireServer> {
  const sockets = new Set<Socket>();
  let lastConnectionId = 0;
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const context = { store, connectionId: ++lastConnectionId, connectionCount: () => sockets.size };
    new Connection(socket, context, log);
  });
  server.maxConnections = connectionsMax;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      // One turn of the event loop lets the answers of finished commands reach their sockets.
      await nextTurn();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroySoon();
      // A client that does not read its answers cannot hold the closing up.
      const impatience = setTimeout(() => sockets.forEach((socket) => socket.destroy()), closingMsMax);
      await closed;
      clearTimeout(impatience);
    },
  };
}
