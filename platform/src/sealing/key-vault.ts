import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { LRUCache } from 'lru-cache';
import { Fault } from '@lianshen/contracts/kernel';
import { duplicateIndexes } from '../store/duplicate-indexes.js';
import { GroupedWrites } from '../store/grouped-writes.js';
import { decryptBytes, encryptBytes } from './field-cipher.js';
import type { WrappingKeys } from './wrapping-keys.js';

export interface WrappedKey {
  readonly _id: string;
  readonly wrapped: mongo.Binary;
  /** The wrapping key; absent in what was stored before there were several. */
  readonly by?: string;
}

/** What binds a wrapped key to whose it is. */
export const keyContext = (id: string): string => `key|${id}`;

/**
 * Keys of personal data, one a case, each wrapped by the process's wrapping key and kept outside the ledger.
 * Destroying a key erases the person from every commit and leaves the chain whole.
 */
export class KeyVault {
  private readonly cache = new LRUCache<string, Buffer>({ max: 50_000 });
  private readonly inserts: GroupedWrites<WrappedKey, 'inserted' | 'exists'>;

  constructor(
    private readonly collection: mongo.Collection<WrappedKey>,
    private readonly wrapping: Pick<WrappingKeys, 'current' | 'find'>,
  ) {
    this.inserts = new GroupedWrites((keys) => this.insert(keys), { groupMax: 200, waitingMax: 20_000 });
  }

  /**
   * Makes and stores the key of a subject. Where one was there already it is returned instead, since two
   * deliveries of one message may race. Resolves when the key is durable.
   */
  async create(id: string): Promise<Buffer> {
    const cached = this.cache.get(id);
    if (cached) return cached;
    const key = randomBytes(32);
    const { id: by, key: wrapping } = this.wrapping.current;
    const outcome = await this.inserts.add({ _id: id, wrapped: new mongo.Binary(encryptBytes(wrapping, keyContext(id), key)), by });
    if (outcome === 'exists') return (await this.find(id)) ?? Promise.reject(new Fault('a key that is stored cannot be read'));
    this.cache.set(id, key);
    return key;
  }

  /** @returns the key, or undefined where none was made or it was destroyed. */
  async find(id: string): Promise<Buffer | undefined> {
    const cached = this.cache.get(id);
    if (cached) return cached;
    const stored = await this.read(id);
    if (!stored) return undefined;
    const key = decryptBytes(await this.wrapping.find(stored.by), keyContext(id), Buffer.from(stored.wrapped.buffer));
    this.cache.set(id, key);
    return key;
  }

  private async read(id: string): Promise<WrappedKey | null> {
    try {
      return await this.collection.findOne({ _id: id });
    } catch (error) {
      throw new Fault('a key cannot be read', { cause: error });
    }
  }

  private async insert(keys: readonly WrappedKey[]): Promise<('inserted' | 'exists')[]> {
    try {
      await this.collection.insertMany([...keys], { ordered: false });
      return keys.map(() => 'inserted');
    } catch (error) {
      const duplicates = duplicateIndexes(error);
      if (!duplicates) throw new Fault('keys cannot be stored', { cause: error });
      return keys.map((_, index) => (duplicates.has(index) ? 'exists' : 'inserted'));
    }
  }
}
