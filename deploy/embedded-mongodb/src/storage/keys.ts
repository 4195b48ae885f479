import { CommandError } from '../errors/command-error.js';
import { keyBytesMax } from './environment.js';

/** The first bytes of all keys of one collection or index. */
export function keyPrefix(id: number): Buffer {
  const prefix = Buffer.allocUnsafe(4);
  prefix.writeUInt32BE(id);
  return prefix;
}

/** Joins the parts of a stored key. Refuses what LMDB could not hold, as MongoDB did before it lifted its own limit. */
export function storedKey(...parts: readonly Buffer[]): Buffer {
  const key = Buffer.concat(parts);
  if (key.length > keyBytesMax) {
    throw new CommandError('KeyTooLong', `an index key of ${key.length} bytes is over the limit of ${keyBytesMax}`);
  }
  return key;
}

/** The first key after all keys that begin with these bytes. Keys begin with a number far below its maximum. */
export function afterPrefix(prefix: Buffer): Buffer {
  let last = prefix.length - 1;
  while (last > 0 && prefix[last] === 0xff) last--;
  const next = Buffer.from(prefix.subarray(0, last + 1));
  next[last]!++;
  return next;
}
