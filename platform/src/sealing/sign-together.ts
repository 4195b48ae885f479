import { canonicalJson, invariant, toIso, type Instant } from '@lianshen/contracts/kernel';
import { ROOT_LEAVES_MAX, type Envelope, type SignedRoot } from '@lianshen/contracts/messages';
import { leafHash, MerkleTree } from './merkle-tree.js';
import type { OwnKeys } from './party-keys.js';
import { drawRandomBytes } from './random-bytes.js';
import { writeRooted } from './rooted-text.js';
import { sha256, signPayload, type SignedMessage } from './sign-envelope.js';

const NONCE_BYTES = 16;

/**
 * Signs many envelopes by one signature, over the root of the tree of their bytes. Each comes with its own nonce and path,
 * so that it is verified alone; its hash is the one that it would have with a signature of its own.
 * @param envelopes one to 65,536. @param at when, epoch ms.
 * @param draw where the nonces come from; only test vectors hand in others.
 * @returns the signed messages, in order.
 */
export function signTogether(own: OwnKeys, envelopes: readonly Envelope[], at: Instant, draw: (length: number) => Buffer = drawRandomBytes): SignedMessage[] {
  invariant(envelopes.length >= 1 && envelopes.length <= ROOT_LEAVES_MAX, 'sealing: so many messages have no common root');
  const leaves = envelopes.map((envelope) => ({ payload: Buffer.from(canonicalJson(envelope)), nonce: draw(NONCE_BYTES) }));
  const tree = new MerkleTree(leaves.map(({ nonce, payload }) => leafHash(nonce, payload)));
  const signed: SignedRoot = { type: 'lianshen.root.v1', agency: own.partyId, count: leaves.length, root: tree.root.toString('base64url'), time: toIso(at) };
  const rootJws = signPayload(own, canonicalJson(signed));
  return leaves.map(({ payload, nonce }, index) => ({
    jws: writeRooted({ rootJws, payload, nonce, index, path: tree.pathOf(index) }),
    payloadHash: sha256(payload),
  }));
}
