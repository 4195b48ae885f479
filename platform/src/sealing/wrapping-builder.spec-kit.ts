import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { FileMasterKeys, nameMasterKey } from './master-keys/file-master-keys.js';
import type { MasterKeyIds, MasterKeys, Wrapped } from './master-keys/master-keys.js';
import type { StoredSecret } from './wrapped-secrets.js';
import { WrappingKeys, type WrappingKey, type WrappingKeysOptions } from './wrapping-keys.js';

/** One wrapping key in memory, for specs of what is wrapped. */
export function aWrappingKey(key = randomBytes(32)): Pick<WrappingKeys, 'find' | 'root'> & { readonly current: WrappingKey } {
  return { current: { id: nameMasterKey(key).id, key }, root: randomBytes(32), find: () => Promise.resolve(key) };
}

/** Master keys as an operator keeps them, and how often a process asked. */
export class MasterKeyShelf implements MasterKeys {
  readonly keys: Buffer[] = [randomBytes(32)];
  asked = 0;
  /** Set while there is no answer. */
  away: Error | undefined;
  private readonly file = new FileMasterKeys({ read: () => this.keys });

  /** Puts another key in: it is the current one. @returns its id. */
  add(): string {
    const key = randomBytes(32);
    this.keys.push(key);
    return nameMasterKey(key).id;
  }

  get named(): string[] {
    return this.keys.map((key) => nameMasterKey(key).id);
  }

  ids(): Promise<MasterKeyIds> {
    return this.answer(() => this.file.ids());
  }

  wrap(context: string, secret: Buffer): Promise<Wrapped> {
    return this.answer(() => this.file.wrap(context, secret));
  }

  unwrap(context: string, wrapped: Wrapped): ReturnType<MasterKeys['unwrap']> {
    return this.answer(() => this.file.unwrap(context, wrapped));
  }

  private answer<T>(call: () => Promise<T>): Promise<T> {
    this.asked += 1;
    return this.away ? Promise.reject(this.away) : call();
  }
}

/** A database of its own, and processes that share it. */
export class WrappingFixture {
  private readonly client: mongo.MongoClient;
  readonly db: mongo.Db;

  constructor(name: string) {
    const uri = process.env['TEST_MONGODB_URI'];
    if (!uri) throw new Error('TEST_MONGODB_URI is not set: run the tests with npm test');
    this.client = new mongo.MongoClient(uri);
    this.db = this.client.db(`spec_${name}_${process.pid}`);
  }

  get secrets(): mongo.Collection<StoredSecret> {
    return this.db.collection<StoredSecret>('wrapping_keys');
  }

  async prepare(): Promise<void> {
    await this.client.connect();
  }

  /** Empties the store. */
  async clear(): Promise<void> {
    await this.db.dropDatabase();
  }

  /** A process that starts with these master keys. */
  open(masterKeys: MasterKeys, changed: Partial<WrappingKeysOptions> = {}): Promise<WrappingKeys> {
    return WrappingKeys.open({ collection: this.secrets, masterKeys, now: () => Date.parse('2026-03-03T01:00:00Z'), findKeyOfBefore: () => Promise.resolve(undefined), ...changed });
  }

  async end(): Promise<void> {
    await this.db.dropDatabase();
    await this.client.close();
  }
}
