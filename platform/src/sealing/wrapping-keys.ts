import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import { Fault, invariant } from '@lianshen/contracts/kernel';
import { ConfigurationError } from '../config/index.js';
import { WrappedSecrets, type SecretName, type StoredSecret } from './wrapped-secrets.js';
import type { NamedMasterKey } from './master-keys/file-master-keys.js';
import type { MasterKeys } from './master-keys/master-keys.js';

/** What wraps case keys, own keys and dead letters: made for one master key and named after it. */
export interface WrappingKey {
  readonly id: string;
  readonly key: Buffer;
}

export interface WrappingKeysOptions {
  readonly collection: mongo.Collection<StoredSecret>;
  readonly masterKeys: MasterKeys;
  readonly now: () => number;
  /**
   * The master key that wrapped directly what is in the store, in stores of before there were wrapping keys; undefined
   * where there is nothing of the kind. Asked at the first start alone.
   */
  readonly findKeyOfBefore: () => Promise<NamedMasterKey | undefined>;
  /** Told when another key wraps from here on. */
  readonly onChange?: (id: string) => void;
}

export interface SurveyedKey {
  readonly id: string;
  /** Whether it wraps what bears no mark, too. */
  readonly ofUnmarked: boolean;
  /** How many secrets its master key wraps. */
  readonly secrets: number;
}

const SECRET_BYTES = 32;

/**
 * The keys that wrap, held in memory: one for each master key, random, stored wrapped by a master key. So the master
 * keys can be in a service that is slow, and no case asks it anything. Beside them are two secrets that no rotation
 * changes: `root`, which ids, MACs and draws are derived from, and `sign-in`, which sessions are.
 */
export class WrappingKeys {
  private readonly held = new Map<string, WrappingKey>();
  private currentKey: WrappingKey | undefined;
  private unmarkedId: string | undefined;
  private rootSecret: Buffer | undefined;
  private signInSecret: Buffer | undefined;
  private taking: Promise<void> | undefined;

  private constructor(
    private readonly secrets: WrappedSecrets,
    private readonly options: WrappingKeysOptions,
  ) {}

  /**
   * Replicas that start at once end with the same keys, because the second insert loses and reads.
   * @throws ConfigurationError where something is wrapped by a master key that is not known. @throws Fault when the store or the master keys are away.
   */
  static async open(options: WrappingKeysOptions): Promise<WrappingKeys> {
    const keys = new WrappingKeys(new WrappedSecrets(options.collection, options.masterKeys, options.now), options);
    await keys.prepare();
    return keys;
  }

  /** Wraps from now on; it is in the store. */
  get current(): WrappingKey {
    return this.currentKey as WrappingKey;
  }

  get root(): Buffer {
    return this.rootSecret as Buffer;
  }

  get signIn(): Buffer {
    return this.signInSecret as Buffer;
  }

  /**
   * @param by what the wrapped thing says; nothing where it is of before things said so.
   * @throws Fault where this process does not know the key yet: another replica has it, and the file here is older.
   */
  async find(by: string | undefined): Promise<Buffer> {
    const id = by ?? this.unmarkedId;
    invariant(id !== undefined, 'wrapping keys: something says by no key, and nothing of before was here at the first start');
    const held = this.held.get(id);
    if (held) return held.key;
    await this.takeAll();
    const key = this.held.get(id)?.key;
    if (!key) throw new Fault('something is wrapped by a key that is not known here');
    return key;
  }

  /** Looks whether another master key is the current one; the store is asked only where it is. Run again and again. @throws Fault */
  async reload(): Promise<void> {
    const { current } = await this.options.masterKeys.ids();
    if (current !== this.current.id) await this.takeAll();
  }

  /** Older wrapping keys by id; null for what bears no mark, where that is older too. What they wrap is to be wrapped by the current one. */
  async earlier(): Promise<readonly (string | null)[]> {
    const ids = this.secrets.earlierThan(await this.secrets.list(), this.current.id);
    return this.unmarkedId !== undefined && ids.includes(this.unmarkedId) ? [...ids, null] : ids;
  }

  /** Every wrapping key, the oldest first. @throws Fault */
  async survey(): Promise<readonly SurveyedKey[]> {
    const stored = await this.secrets.list();
    const ids = this.secrets.idsOf(stored);
    return ids.map((id) => ({ id, ofUnmarked: id === this.unmarkedId, secrets: stored.filter(({ by }) => by === id).length }));
  }

  /** Has the current master key wrap the secrets that an earlier one wraps. @returns how many. */
  async rewrapSecrets(): Promise<number> {
    return this.secrets.rewrap(this.current.id);
  }

  private async prepare(): Promise<void> {
    const { current, known } = await this.options.masterKeys.ids();
    if (!(await this.secrets.has('root'))) await this.makeFirst(current);
    const missing = [...new Set((await this.secrets.list()).map(({ by }) => by))].filter((by) => !known.includes(by));
    if (missing.length > 0) throw lacking(missing);
    await this.take(current);
    this.rootSecret = await this.secrets.read('root');
    this.signInSecret = await this.secrets.read('sign-in');
  }

  /** The root secret is stored last: where it is, everything is. In a store of before it is the key of before, so that nothing derived changes. */
  private async makeFirst(current: string): Promise<void> {
    const before = await this.options.findKeyOfBefore();
    if (before) await this.secrets.keep(`key|${before.id}`, before.key, { wrapsUnmarked: true });
    if (before?.id !== current) await this.secrets.keep(`key|${current}`, randomBytes(SECRET_BYTES));
    await this.secrets.keep(nameOf('sign-in'), randomBytes(SECRET_BYTES));
    await this.secrets.keep(nameOf('root'), before?.key ?? randomBytes(SECRET_BYTES));
  }

  /** Takes what other replicas have made, and makes what is missing; several callers share one look. */
  private takeAll(): Promise<void> {
    this.taking ??= this.options.masterKeys
      .ids()
      .then(({ current }) => this.take(current))
      .finally(() => (this.taking = undefined));
    return this.taking;
  }

  private async take(current: string): Promise<void> {
    if (!this.held.has(current)) await this.secrets.keep(`key|${current}`, randomBytes(SECRET_BYTES));
    for (const { id, wrapsUnmarked, stored } of this.secrets.keysIn(await this.secrets.list())) {
      if (wrapsUnmarked) this.unmarkedId = id;
      const key = this.held.get(id)?.key ?? (await this.secrets.open(stored));
      // One that another replica's file has already, and this one's not yet, is taken later.
      if (key) this.held.set(id, { id, key });
    }
    const key = this.held.get(current);
    if (!key) throw new Fault('the wrapping key that was stored cannot be opened');
    if (this.currentKey && this.currentKey.id !== current) this.options.onChange?.(current);
    this.currentKey = key;
  }
}

const nameOf = (name: SecretName): `secret|${SecretName}` => `secret|${name}`;

const lacking = (ids: readonly string[]): ConfigurationError =>
  new ConfigurationError(
    `MASTER_KEY_FILE 缺少库中内容仍在使用的主密钥 ${ids.join('、')}。请把它放回文件（现用的一行在最后）。\n` +
      `MASTER_KEY_FILE lacks the master key ${ids.join(', ')}, by which something in the store is still wrapped. Put it back; the current key is the last line.`,
  );
