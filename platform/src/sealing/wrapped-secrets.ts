import { mongo } from 'mongoose';
import { Fault } from '@lianshen/contracts/kernel';
import { ConfigurationError } from '../config/index.js';
import { DUPLICATE_KEY } from '../store/duplicate-indexes.js';
import type { MasterKeys } from './master-keys/master-keys.js';

export type SecretName = 'root' | 'sign-in';

/** A secret of the process as it is stored; its value never changes, only by which master key it is wrapped. */
export interface StoredSecret {
  /** `key|<id>` is a wrapping key, the id that of the master key for which it was made. */
  readonly _id: `key|${string}` | `secret|${SecretName}`;
  /** The master key that wraps it now. */
  readonly by: string;
  readonly wrapped: mongo.Binary;
  readonly madeAt: Date;
  /** It wraps what bears no mark: it is the master key of before there were marks. */
  readonly wrapsUnmarked?: boolean;
}

interface StoredKey {
  readonly id: string;
  readonly wrapsUnmarked: boolean;
  readonly stored: StoredSecret;
}

/** Two secrets and a key for each master key there ever was: far more than a process sees in its life. */
const STORED_MAX = 1_000;
const KEY = 'key|';

/** The secrets of a process in its store, each wrapped by a master key. */
export class WrappedSecrets {
  constructor(
    private readonly collection: mongo.Collection<StoredSecret>,
    private readonly masterKeys: MasterKeys,
    private readonly now: () => number,
  ) {}

  /** All of them, in the order in which they were made. @throws Fault */
  async list(): Promise<readonly StoredSecret[]> {
    return orFault('the secrets cannot be read', () => this.collection.find({}).sort({ madeAt: 1, _id: 1 }).limit(STORED_MAX).toArray());
  }

  async has(name: SecretName): Promise<boolean> {
    return (await this.find(name)) !== null;
  }

  /** @throws ConfigurationError where the master key is not the one that wrapped it. */
  async read(name: SecretName): Promise<Buffer> {
    const stored = await this.find(name);
    const secret = stored && (await this.open(stored));
    if (!secret) throw new ConfigurationError('MASTER_KEY_FILE 的主密钥打不开库中的内容。\nMASTER_KEY_FILE has no master key that opens what is in the store.');
    return secret;
  }

  /** Stores a secret unless one of that name is there already. */
  async keep(id: StoredSecret['_id'], secret: Buffer, { wrapsUnmarked = false } = {}): Promise<void> {
    const [{ by, bytes }, newest] = [await this.masterKeys.wrap(id, secret), (await this.list()).at(-1)];
    // The order of the keys hangs on it, also where they are made in one millisecond or a clock was put back.
    const madeAt = new Date(Math.max(this.now(), (newest?.madeAt.getTime() ?? 0) + 1));
    const stored: StoredSecret = { _id: id, by, wrapped: new mongo.Binary(bytes), madeAt, ...(wrapsUnmarked ? { wrapsUnmarked } : {}) };
    await orFault('a secret cannot be stored', async () => {
      try {
        await this.collection.insertOne(stored);
      } catch (error) {
        if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error;
      }
    });
  }

  /** @returns undefined where its master key is not known here. @throws Fault */
  async open({ _id, by, wrapped }: StoredSecret): Promise<Buffer | undefined> {
    const opened = await this.masterKeys.unwrap(_id, { by, bytes: Buffer.from(wrapped.buffer) });
    return opened.ok ? opened.value : undefined;
  }

  keysIn(stored: readonly StoredSecret[]): readonly StoredKey[] {
    return stored.flatMap((each) => (each._id.startsWith(KEY) ? [{ id: each._id.slice(KEY.length), wrapsUnmarked: each.wrapsUnmarked === true, stored: each }] : []));
  }

  idsOf(stored: readonly StoredSecret[]): readonly string[] {
    return this.keysIn(stored).map(({ id }) => id);
  }

  /** Keys made before this one. Where a file is behind, its key is the earlier one, so no replica wraps back what another has wrapped. */
  earlierThan(stored: readonly StoredSecret[], id: string): readonly string[] {
    const ids = this.idsOf(stored);
    return ids.slice(0, Math.max(ids.indexOf(id), 0));
  }

  /** Wraps by the current master key what an earlier one wraps. @returns how many. Harmless where two do it at once. */
  async rewrap(current: string): Promise<number> {
    const stored = await this.list();
    const earlier = new Set(this.earlierThan(stored, current));
    let count = 0;
    for (const each of stored.filter(({ by }) => earlier.has(by))) {
      const secret = await this.open(each);
      if (secret) count += await this.replace(each, secret);
    }
    return count;
  }

  private async replace({ _id, by }: StoredSecret, secret: Buffer): Promise<number> {
    const wrapped = await this.masterKeys.wrap(_id, secret);
    const change = { $set: { by: wrapped.by, wrapped: new mongo.Binary(wrapped.bytes) } };
    return orFault('a secret cannot be stored', async () => (await this.collection.updateOne({ _id, by }, change)).modifiedCount);
  }

  private find(name: SecretName): Promise<StoredSecret | null> {
    return orFault('a secret cannot be read', () => this.collection.findOne({ _id: `secret|${name}` }));
  }
}

async function orFault<T>(message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Fault(message, { cause: error });
  }
}
