import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readBody, writeBody } from './body.js';
import { commitHash, commitId, fromDocument, NO_PREVIOUS, partsOfCommitId, toDocument, type Act } from './commit.js';
import { RelayProgress } from './relay-progress.js';
import { partsOfStream, streamName } from './stream-name.js';

const acts: Act[] = [
  { cause: 'm1', actor: { kind: 'agency', id: 'court' }, events: [{ type: 'A', data: { n: 1 }, private: { name: '张三' } }, { type: 'B', data: {} }] },
  { cause: 'm2', actor: { kind: 'person', id: 'p' }, events: [{ type: 'C', data: {}, private: { name: '李四' } }] },
];
const key = randomBytes(32);

describe('a commit', () => {
  it('has an id that sorts as its stream is written', () => {
    expect(commitId('case/x', 12)).toBe('case/x/00000012');
    expect(partsOfCommitId('case/x/00000012')).toEqual({ stream: 'case/x', seq: 12 });
    expect(commitId('case/x', 9) < commitId('case/x', 10)).toBe(true);
    expect(partsOfStream(streamName('case', 'x'))).toEqual({ kind: 'case', id: 'x' });
  });

  it('has a hash that anybody can compute from the documents', () => {
    const body = Buffer.from('{}');
    const expected = createHash('sha256').update(Buffer.concat([Buffer.from('lianshen ledger 1\ncase/x\n3\n'), NO_PREVIOUS, body])).digest();
    expect(commitHash('case/x', 3, NO_PREVIOUS, body)).toEqual(expected);
  });

  it('has another hash when its stream, its place, its past or its body differ', () => {
    const body = Buffer.from('{}');
    const hashes = [commitHash('case/x', 3, NO_PREVIOUS, body), commitHash('case/y', 3, NO_PREVIOUS, body), commitHash('case/x', 4, NO_PREVIOUS, body), commitHash('case/x', 3, Buffer.alloc(32, 1), body), commitHash('case/x', 3, NO_PREVIOUS, Buffer.from('[]'))];
    expect(new Set(hashes.map((hash) => hash.toString('hex'))).size).toBe(hashes.length);
  });

  it('comes back from its document as it was', () => {
    const commit = { stream: 'case/x', seq: 3, writer: 'w', n: 7, at: 5, body: Buffer.from('{}'), prev: NO_PREVIOUS, hash: Buffer.alloc(32, 2) };
    expect(fromDocument(toDocument(commit))).toEqual(commit);
  });
});

describe('a body', () => {
  it('comes back with its private parts, each at its own event', () => {
    const bytes = writeBody('case/x', 1, 5, acts, key);
    expect(readBody('case/x', 1, bytes, key)).toEqual({ at: 5, acts, erased: false });
    expect(bytes.toString('utf8')).not.toContain('张三');
  });

  it('without its key shows the rest and tells that something was erased', () => {
    const read = readBody('case/x', 1, writeBody('case/x', 1, 5, acts, key), undefined);
    expect(read.erased).toBe(true);
    expect(read.acts.flatMap(({ events }) => events)).toEqual([{ type: 'A', data: { n: 1 } }, { type: 'B', data: {} }, { type: 'C', data: {} }]);
  });

  it('without private parts needs no key', () => {
    const plain = [{ ...acts[0], events: [{ type: 'B', data: {} }] }] as Act[];
    expect(readBody('case/x', 1, writeBody('case/x', 1, 5, plain, undefined), undefined)).toEqual({ at: 5, acts: plain, erased: false });
    expect(() => writeBody('case/x', 1, 5, acts, undefined)).toThrow('no key');
  });

  it('cannot be read in the place of another commit', () => {
    expect(() => readBody('case/x', 2, writeBody('case/x', 1, 5, acts, key), key)).toThrow();
    expect(() => readBody('case/x', 1, Buffer.from('{"v":2}'), key)).toThrow('no readable body');
  });
});

describe('the relay mark', () => {
  it('never passes one whose outcome is open, and passes all in the end, in whatever order they settle', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Array.from({ length: 12 }, (_, index) => index + 1), { minLength: 12 }), (order) => {
        const progress = new RelayProgress();
        for (const _ of order) progress.take();
        const settled = new Set<number>();
        for (const n of order) {
          progress.settle(n);
          settled.add(n);
          let expected = 0;
          while (settled.has(expected + 1)) expected++;
          expect(progress.relayedTo).toBe(expected);
          expect(progress.openCount).toBe(12 - expected);
        }
      }),
    );
  });
});
