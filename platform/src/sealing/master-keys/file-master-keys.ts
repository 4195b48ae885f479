import { createHmac } from 'node:crypto';
import { Fault, ok, refuse, type Result } from '@lianshen/contracts/kernel';
import type { Reloadable } from '../../config/index.js';
import { decryptBytes, encryptBytes } from '../field-cipher.js';
import type { MasterKeyIds, MasterKeys, Wrapped } from './master-keys.js';

/** A master key and the name by which it is known. */
export interface NamedMasterKey {
  readonly id: string;
  readonly key: Buffer;
}

const ID_BYTES = 12;

/** The id tells keys apart and says nothing of them: HMAC-SHA256 of a fixed text, 16 characters of base64url. */
export const nameMasterKey = (key: Buffer): NamedMasterKey => ({ id: createHmac('sha256', key).update('lianshen master key 1').digest().subarray(0, ID_BYTES).toString('base64url'), key });

const contextOf = (context: string): string => `master|${context}`;

/** Master keys in a file, read again at each call: the last is the current one. */
export class FileMasterKeys implements MasterKeys {
  constructor(private readonly file: Reloadable<readonly Buffer[]>) {}

  async ids(): Promise<MasterKeyIds> {
    const keys = this.read();
    return { current: lastOf(keys).id, known: keys.map(({ id }) => id) };
  }

  async wrap(context: string, secret: Buffer): Promise<Wrapped> {
    const { id, key } = lastOf(this.read());
    return { by: id, bytes: encryptBytes(key, contextOf(context), secret) };
  }

  async unwrap(context: string, { by, bytes }: Wrapped): Promise<Result<Buffer>> {
    const named = this.read().find(({ id }) => id === by);
    if (!named) return refuse('master-key.unknown', { key: by });
    try {
      return ok(decryptBytes(named.key, contextOf(context), bytes));
    } catch {
      return refuse('master-key.does-not-open', { key: by });
    }
  }

  /** @throws Fault: a file that is being written, or was damaged, is read again at the next call. */
  private read(): readonly NamedMasterKey[] {
    try {
      return this.file.read().map(nameMasterKey);
    } catch (error) {
      throw new Fault('the master keys cannot be read', { cause: error });
    }
  }
}

/** The file has one at least, or it was refused. */
const lastOf = (keys: readonly NamedMasterKey[]): NamedMasterKey => keys.at(-1) as NamedMasterKey;
