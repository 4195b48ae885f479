import { mongo } from 'mongoose';
import { decryptBytes, encryptBytes } from './field-cipher.js';
import { exportKey, exportPrivate, importKey, importPrivate, type OwnKey, type OwnKeys } from './party-keys.js';
import type { WrappingKey, WrappingKeys } from './wrapping-keys.js';

interface EarlierKey {
  readonly wrapped: mongo.Binary;
  readonly supersededAt: Date;
}

/** A party's own keys as they are stored: one document, so that every step of a rotation is one write. */
export interface StoredKeys {
  readonly _id: string;
  /** The keys that are in use. */
  readonly wrapped: mongo.Binary;
  /** Counts the writes; absent in what was stored before keys could be rotated. */
  readonly revision?: number;
  /** Made, and not in use yet. */
  readonly next?: mongo.Binary;
  /** Agreement keys alone: the private half of a signing key is destroyed when the next takes its place. */
  readonly earlier?: readonly EarlierKey[];
  /** The wrapping key of all of them; absent in what was stored before there were several. */
  readonly by?: string;
}

/** The same, open. */
export interface OpenedKeys {
  readonly current: OwnKeys;
  readonly next?: OwnKeys | undefined;
  readonly earlier: readonly { readonly key: OwnKey; readonly supersededAt: Date }[];
}

export const pairContext = (partyId: string): string => `own-keys|${partyId}`;
const agreeContext = (partyId: string): string => `own-agree-key|${partyId}`;

/** @throws Error when the key is not the one that wrapped them. @throws Fault when that is not known here yet. */
export async function openStoredKeys({ _id, wrapped, next, earlier = [], by }: StoredKeys, wrapping: Pick<WrappingKeys, 'find'>): Promise<OpenedKeys> {
  const key = await wrapping.find(by);
  const open = (context: string, sealed: mongo.Binary) => decryptBytes(key, context, Buffer.from(sealed.buffer));
  return {
    current: importPrivate(open(pairContext(_id), wrapped)),
    next: next && importPrivate(open(pairContext(_id), next)),
    earlier: earlier.map((each) => ({ key: importKey(open(agreeContext(_id), each.wrapped)), supersededAt: each.supersededAt })),
  };
}

/** All of them by one key, so that the document says of itself by which. */
export function wrapOwnKeys({ current, next, earlier }: OpenedKeys, { id: by, key }: WrappingKey): Omit<StoredKeys, 'revision'> {
  const { partyId } = current;
  const wrap = (context: string, bytes: Buffer) => new mongo.Binary(encryptBytes(key, context, bytes));
  return {
    _id: partyId,
    wrapped: wrap(pairContext(partyId), exportPrivate(current)),
    by,
    ...(next ? { next: wrap(pairContext(partyId), exportPrivate(next)) } : {}),
    ...(earlier.length > 0 ? { earlier: earlier.map((each) => ({ wrapped: wrap(agreeContext(partyId), exportKey(each.key)), supersededAt: each.supersededAt })) } : {}),
  };
}
