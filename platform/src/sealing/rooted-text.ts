import type { SignedRoot } from '@lianshen/contracts/messages';
import { leafHash, rootOf } from './merkle-tree.js';

/** A message under a signed root, as it travels and is kept: the root's JWS, and what leads from the message to the root. */
export interface RootedText {
  /** The compact JWS of the signed root. */
  readonly rootJws: string;
  /** The bytes of the message. */
  readonly payload: Buffer;
  readonly nonce: Buffer;
  /** Of the leaf, from 0. */
  readonly index: number;
  readonly path: readonly Buffer[];
}

/** Root's JWS, payload, nonce, index and path, in base64url and decimal; the path is the hashes one after the other, 16 at most. */
const ROOTED = /^([\w-]{1,200}\.[\w-]{1,400}\.[\w-]{86})~([\w-]+)~([\w-]{22})~(0|[1-9]\d{0,4})~([\w-]{0,683})$/;
const HASH_BYTES = 32;

/** Whether a signed text is one under a root; no other has a tilde. */
export const isRooted = (text: string): boolean => text.includes('~');

export const writeRooted = ({ rootJws, payload, nonce, index, path }: RootedText): string =>
  [rootJws, payload.toString('base64url'), nonce.toString('base64url'), index, Buffer.concat(path).toString('base64url')].join('~');

/** @returns undefined where the text is none, or could be written in another way. */
export function readRooted(text: string): RootedText | undefined {
  const [, rootJws = '', ...written] = ROOTED.exec(text) ?? [];
  const [payload, nonce, , hashes] = written.map((part) => Buffer.from(part, 'base64url'));
  if (!payload || !nonce || !hashes || hashes.length % HASH_BYTES !== 0) return undefined;
  const path = Array.from({ length: hashes.length / HASH_BYTES }, (_, at) => hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
  const rooted = { rootJws, payload, nonce, index: Number(written[2]), path };
  return writeRooted(rooted) === text ? rooted : undefined;
}

/** Whether the message stands under this root. */
export function leadsTo({ root, count }: SignedRoot, { payload, nonce, index, path }: RootedText): boolean {
  return rootOf(leafHash(nonce, payload), { index, count, path })?.toString('base64url') === root;
}
