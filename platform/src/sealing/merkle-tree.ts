import { hash } from 'node:crypto';

/** What stands before the hashed bytes tells a leaf from an inner node (RFC 9162, 2.1.1). */
const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

const sha256Of = (...parts: readonly Buffer[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256Of(NODE, left, right);

/** @param nonce 16 random bytes: without them nobody can try out what another leaf of the same tree says. */
export const leafHash = (nonce: Buffer, content: Buffer): Buffer => sha256Of(LEAF, nonce, content);

/** The Merkle tree over a list of leaves in its order, of the shape of RFC 9162, 2.1.1: an odd leaf is not doubled. */
export class MerkleTree {
  /** The leaves first, then each level above them; the last one holds the root alone. */
  private readonly levels: readonly (readonly Buffer[])[];

  /** @param leaves hashes of leaves, one at least. */
  constructor(leaves: readonly Buffer[]) {
    const levels = [leaves];
    for (let level = leaves; level.length > 1; levels.push(level)) level = levelAbove(level);
    this.levels = levels;
  }

  get root(): Buffer {
    return this.levels.at(-1)?.[0] as Buffer;
  }

  /** The hashes beside the way from a leaf up to the root, the lowest first (RFC 9162, 2.1.3.1). @param index of the leaf, from 0. */
  pathOf(index: number): Buffer[] {
    // The last of an odd number is carried up as it is and has nobody beside it.
    return this.levels.slice(0, -1).flatMap((level, height) => level[(index >> height) ^ 1] ?? []);
  }
}

function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let left = 0; left < level.length; left += 2) {
    const right = level[left + 1];
    above.push(right === undefined ? (level[left] as Buffer) : nodeHash(level[left] as Buffer, right));
  }
  return above;
}

/** A leaf's place in a tree: its index from 0, of so many leaves, and its path. */
export interface LeafPlace {
  readonly index: number;
  readonly count: number;
  readonly path: readonly Buffer[];
}

/** The root that a leaf has at its place (RFC 9162, 2.1.3.2), or undefined where no tree of so many leaves has such a path. */
export function rootOf(leaf: Buffer, { index, count, path }: LeafPlace): Buffer | undefined {
  if (index >= count) return undefined;
  let [at, last, node] = [index, count - 1, leaf];
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(beside, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else {
      node = nodeHash(node, beside);
    }
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 ? node : undefined;
}
