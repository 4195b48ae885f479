import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, MerkleTree, rootOf } from './merkle-tree.js';

const NO_NONCE = Buffer.alloc(0);
/** Leaves and roots of the reference implementation of Certificate Transparency, whose leaves have no nonce. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) => leafHash(NO_NONCE, Buffer.from(hex, 'hex')));
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const someLeaves = (count: number): Buffer[] => Array.from({ length: count }, (_, index) => leafHash(NO_NONCE, Buffer.from(String(index))));
const sizes = fc.integer({ min: 1, max: 600 });
/** A tree of any size and one of its leaves. */
const places = sizes.chain((count) => fc.record({ count: fc.constant(count), index: fc.integer({ min: 0, max: count - 1 }) }));

describe('a Merkle tree', () => {
  it.each(ROOTS.map((root, index) => [index + 1, root]))('of %i leaves has the root that the reference implementation has', (count, root) => {
    expect(new MerkleTree(LEAVES.slice(0, Number(count))).root.toString('hex')).toBe(root);
  });

  it('gives every leaf a path that leads to the root, of as many hashes as a tree of that size is high at most', () => {
    fc.assert(fc.property(places, ({ count, index }) => {
      const leaves = someLeaves(count);
      const tree = new MerkleTree(leaves);
      const path = tree.pathOf(index);
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
      expect(rootOf(leaves[index] as Buffer, { index, count, path })).toEqual(tree.root);
    }), { numRuns: 200 });
  });

  it('has no other leaf, index or path that leads to its root', () => {
    fc.assert(fc.property(places, fc.nat(), ({ count, index }, other) => {
      const leaves = someLeaves(count);
      const tree = new MerkleTree(leaves);
      const [leaf, path] = [leaves[index] as Buffer, tree.pathOf(index)];
      const leads = (of: Buffer, at: number, along: readonly Buffer[]) => rootOf(of, { index: at, count, path: along })?.equals(tree.root) ?? false;
      expect(leads(leafHash(NO_NONCE, Buffer.from('another')), index, path)).toBe(false);
      expect(leads(leaf, other % (count + 2), path)).toBe(other % (count + 2) === index);
      expect(leads(leaf, index, [...path, tree.root])).toBe(false);
      expect(leads(leaf, index, path.slice(1))).toBe(path.length === 0);
    }), { numRuns: 200 });
  });

  it('does not take an inner node for a leaf', () => {
    const [one, other] = someLeaves(2) as [Buffer, Buffer];
    const inner = new MerkleTree([one, other]).root;
    expect(leafHash(NO_NONCE, Buffer.concat([one, other])).equals(inner)).toBe(false);
  });

  it('does not double the last leaf of an odd number', () => {
    const three = someLeaves(3);
    expect(new MerkleTree([...three, three[2] as Buffer]).root).not.toEqual(new MerkleTree(three).root);
  });
});
