import type { mongo } from 'mongoose';
import { ConfigurationError } from '../config/index.js';
import { decryptBytes } from './field-cipher.js';
import type { NamedMasterKey } from './master-keys/file-master-keys.js';

/** Something that a master key wraps directly, and what binds it to its place. */
interface WrappedDirectly {
  readonly context: string;
  readonly bytes: Buffer;
}

/** Where to look for it: a collection, the member that is wrapped, and its context. */
export interface PlaceOfBefore {
  readonly collection: mongo.Collection;
  readonly member: 'wrapped' | 'content';
  readonly contextOf: (id: string) => string;
}

/**
 * Before there were wrapping keys the master key wrapped everything itself, and nothing said so. One such thing tells
 * which of the file's keys it was.
 * @returns undefined where the store holds nothing of the kind.
 * @throws ConfigurationError where it does and none of the keys opens it; nothing has been written then.
 */
export async function findKeyOfBefore(places: readonly PlaceOfBefore[], candidates: readonly NamedMasterKey[]): Promise<NamedMasterKey | undefined> {
  for (const { collection, member, contextOf } of places) {
    const found = await collection.findOne({ by: { $exists: false }, [member]: { $ne: null } });
    if (!found) continue;
    const wrapped = { context: contextOf(String(found._id)), bytes: Buffer.from((found[member] as mongo.Binary).buffer) };
    return candidates.find(({ key }) => opens(key, wrapped)) ?? refuseWrongKey();
  }
  return undefined;
}

function opens(key: Buffer, { context, bytes }: WrappedDirectly): boolean {
  try {
    decryptBytes(key, context, bytes);
    return true;
  } catch {
    return false;
  }
}

function refuseWrongKey(): never {
  throw new ConfigurationError('MASTER_KEY_FILE 的主密钥打不开库中的内容。\nMASTER_KEY_FILE has no master key that opens what is in the store.');
}
