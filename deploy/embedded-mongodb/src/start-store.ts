import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pino, type Logger } from 'pino';
import { lockDirectory, type DirectoryLock } from './storage/directory-lock.js';
import { openEnvironment } from './storage/environment.js';
import { Store } from './storage/store.js';
import { listen } from './wire/server.js';

export interface StoreOptions {
  /** Where the data lies; made when it is not there. */
  readonly dir: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** 127.0.0.1 unless told otherwise: the store knows no users and no passwords. */
  readonly host?: string;
  /** Where warnings and defects are written; standard error unless given. */
  readonly log?: Logger;
}

export interface RunningStore {
  /** A connection string for MongoDB's drivers. */
  readonly uri: string;
  readonly port: number;
  /** Finishes what was accepted, closes all connections and lets go of the directory. */
  close(): Promise<void>;
}

/**
 * Starts a store over a directory. Throws under NODE_ENV=production, and DirectoryInUse when another process has the
 * directory open.
 */
export async function startStore({ dir, port = 0, host = '127.0.0.1', log }: StoreOptions): Promise<RunningStore> {
  // The one setting that is read here, so that no way of starting the store can get past it.
  // eslint-disable-next-line no-restricted-properties
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error('the embedded store is for trying and testing and does not start under NODE_ENV=production: use MongoDB');
  }
  const path = resolve(dir);
  mkdirSync(path, { recursive: true });
  const lock = await lockDirectory(path);
  try {
    return await serve(path, lock, { port, host, log: log ?? pino({ level: 'warn' }, pino.destination(2)) });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function serve(
  path: string,
  lock: DirectoryLock,
  { port, host, log }: { port: number; host: string; log: Logger },
): Promise<RunningStore> {
  const environment = openEnvironment(path);
  try {
    const store = new Store(environment);
    const server = await listen(store, host, port, log);
    return {
      uri: `mongodb://${host.includes(':') ? `[${host}]` : host}:${server.port}/?directConnection=true`,
      port: server.port,
      async close() {
        store.writes.drain();
        await server.close();
        // A command may have come in while the connections were closing.
        store.writes.drain();
        await environment.close();
        await lock.release();
      },
    };
  } catch (error) {
    await environment.close();
    throw error;
  }
}
