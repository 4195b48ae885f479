import { mongo } from 'mongoose';
import type { PartyId } from '@lianshen/contracts/kernel';
import { DUPLICATE_KEY } from '../store/duplicate-indexes.js';
import { decryptBytes, encryptBytes } from './field-cipher.js';
import { exportPrivate, generateOwnKeys, importPrivate, type OwnKeys } from './party-keys.js';

interface StoredKeys {
  readonly _id: string;
  readonly wrapped: mongo.Binary;
}

/**
 * The party's own keys from its own database, made at the first start. Two replicas that start at once end
 * with the same keys, because the second insert loses and reads.
 * @throws when the stored keys were wrapped by another master key: a wrong secret stops the process at once.
 */
export async function loadOwnKeys(collection: mongo.Collection<StoredKeys>, masterKey: Buffer, partyId: PartyId): Promise<OwnKeys> {
  const context = `own-keys|${partyId}`;
  const stored = await collection.findOne({ _id: partyId });
  if (stored) return importPrivate(decryptBytes(masterKey, context, Buffer.from(stored.wrapped.buffer)));
  const made = generateOwnKeys(partyId);
  try {
    await collection.insertOne({ _id: partyId, wrapped: new mongo.Binary(encryptBytes(masterKey, context, exportPrivate(made))) });
    return made;
  } catch (error) {
    if ((error as { code?: number }).code !== DUPLICATE_KEY) throw error;
    return loadOwnKeys(collection, masterKey, partyId);
  }
}
