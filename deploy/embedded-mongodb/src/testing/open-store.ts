import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore } from '../start-store.js';

export interface OpenedStore {
  readonly uri: string;
  close(): Promise<void>;
}

/** A store of its own in a temporary directory, gone with all its data on close. */
export async function openTemporaryStore(): Promise<OpenedStore> {
  const dir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-'));
  const store = await startStore({ dir });
  return {
    uri: store.uri,
    async close() {
      await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The engine under test: the one at MONGODB_URI when that is set, else a store of its own. */
export async function openEngine(): Promise<OpenedStore> {
  const uri = process.env['MONGODB_URI'];
  return uri ? { uri, close: async () => undefined } : openTemporaryStore();
}
