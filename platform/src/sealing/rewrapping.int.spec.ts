import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { mongo } from 'mongoose';
import { createLog } from '../telemetry/log.js';
import { keyContext, KeyVault, type WrappedKey } from './key-vault.js';
import { OwnKeyRing } from './own-key-ring.js';
import { Rewrapping } from './rewrapping.js';
import type { StoredKeys } from './stored-keys.js';
import { WrappedDocuments, type WrappedDocument } from './wrapped-documents.js';
import { MasterKeyShelf, WrappingFixture } from './wrapping-builder.spec-kit.js';
import type { WrappingKeys } from './wrapping-keys.js';

const fixture = new WrappingFixture('rewrapping');
const stored = fixture.db.collection<WrappedKey>('wrapped_keys');
const own = fixture.db.collection<StoredKeys>('own_keys');
const names = Array.from({ length: 25 }, (_, index) => `case-${String(index).padStart(2, '0')}`);
let shelf: MasterKeyShelf;

beforeAll(() => fixture.prepare());
beforeEach(async () => {
  await fixture.clear();
  shelf = new MasterKeyShelf();
});
afterAll(() => fixture.end());

/** One process, in batches of ten. @param collection the store, or one that does something on purpose. */
async function aProcess(collection: mongo.Collection<WrappedKey> = stored) {
  const keys = await fixture.open(shelf);
  const documents = new WrappedDocuments({ kind: 'caseKeys', collection: collection as unknown as mongo.Collection<WrappedDocument>, member: 'wrapped', contextOf: keyContext, batchMax: 10 }, keys);
  const ring = await OwnKeyRing.open(own, keys, 'court', () => 0);
  return { keys, ring, vault: new KeyVault(stored, keys), rewrapping: new Rewrapping(keys, [documents, ring], createLog('spec', 'silent')) };
}

/** The store, with something that happens once, before the write of one of the batches. */
const before = (happens: () => Promise<unknown>, batch = 1): mongo.Collection<WrappedKey> => {
  let writes = 0;
  return new Proxy(stored, {
    get(target, member) {
      if (member !== 'bulkWrite') return Reflect.get(target, member).bind?.(target) as unknown;
      return async (...args: Parameters<typeof target.bulkWrite>) => {
        writes += 1;
        if (writes === batch) await happens();
        return target.bulkWrite(...args);
      };
    },
  });
};

const made = async ({ vault }: { vault: KeyVault }): Promise<string[]> => (await Promise.all(names.map((name) => vault.create(name)))).map(String);
const opened = async (keys: WrappingKeys): Promise<string[]> => {
  const vault = new KeyVault(stored, keys);
  return (await Promise.all(names.map((name) => vault.find(name)))).map(String);
};
const lines = async ({ rewrapping }: { rewrapping: Rewrapping }) => (await rewrapping.report()).keys.map(({ current, wraps: { caseKeys, ownKeys, secrets }, mayBeTakenOut }) => [caseKeys, ownKeys, secrets, current ? 'current' : mayBeTakenOut ? 'free' : 'needed']);

/** Another master key is put in, and the process sees it. */
async function rotate({ keys }: { keys: WrappingKeys }): Promise<void> {
  shelf.add();
  await keys.reload();
}

describe('re-wrapping', () => {
  it('has the current key wrap everything, tells how far it is, and frees the old key', async () => {
    const process = await aProcess();
    const secrets = await made(process);
    const kid = process.ring.sign.kid;
    expect(await lines(process)).toEqual([[25, 1, 3, 'current']]);
    await rotate(process);
    await process.vault.create('new');
    expect(await lines(process)).toEqual([[25, 1, 3, 'needed'], [1, 0, 1, 'current']]);
    expect(await process.rewrapping.countEarlier()).toBe(29);
    await process.rewrapping.turn();
    expect(await lines(process)).toEqual([[0, 0, 0, 'free'], [26, 1, 4, 'current']]);
    expect([await process.rewrapping.countEarlier(), process.rewrapping.failedCount]).toEqual([0, 0]);
    shelf.keys.shift();
    const again = await aProcess();
    expect([await opened(again.keys), again.ring.sign.kid]).toEqual([secrets, kid]);
  });

  it('changes nothing where nothing is wrapped by an earlier key', async () => {
    const process = await aProcess();
    await made(process);
    const documents = await stored.find({}).sort({ _id: 1 }).toArray();
    await process.rewrapping.turn();
    expect(await stored.find({}).sort({ _id: 1 }).toArray()).toEqual(documents);
    expect(await stored.indexes()).toHaveLength(1);
  });

  it('is done by two replicas at once, over several rotations', async () => {
    const [one, other] = [await aProcess(), await aProcess()];
    const secrets = await made(one);
    for (const round of [1, 2, 3]) {
      await rotate(one);
      await other.keys.reload();
      await Promise.all([one.rewrapping.turn(), other.rewrapping.turn()]);
      expect((await lines(other)).at(-1)).toEqual([25, 1, 3 + round, 'current']);
    }
    shelf.keys.splice(0, 3);
    expect(await opened((await aProcess()).keys)).toEqual(secrets);
  });

  it('goes on where it was when a process died in the middle', async () => {
    const dies = await aProcess(before(() => Promise.reject(new Error('killed')), 2));
    const healthy = await aProcess();
    const secrets = await made(healthy);
    await rotate(healthy);
    await dies.keys.reload();
    await expect(dies.rewrapping.turn()).rejects.toThrow();
    expect((await lines(healthy))[0]).toEqual([15, 1, 3, 'needed']);
    expect(await opened((await aProcess()).keys)).toEqual(secrets);
    await dies.rewrapping.turn();
    expect((await lines(healthy))[0]).toEqual([0, 0, 0, 'free']);
    expect(await opened((await aProcess()).keys)).toEqual(secrets);
  });

  it('stops between two batches when it is told to, and another process does the rest', async () => {
    const stopped: { now?: () => void } = {};
    const process = await aProcess(before(async () => stopped.now?.()));
    stopped.now = () => process.rewrapping.stop();
    const secrets = await made(process);
    await rotate(process);
    await process.rewrapping.turn();
    expect((await lines(process))[0]).toEqual([15, 0, 3, 'needed']);
    const next = await aProcess();
    await next.rewrapping.turn();
    expect((await lines(next))[0]).toEqual([0, 0, 0, 'free']);
    expect(await opened(next.keys)).toEqual(secrets);
  });

  it('brings no key back that was destroyed after it was read', async () => {
    const destroyed = [names[0], names[3], names[9]] as string[];
    const process = await aProcess(before(() => stored.deleteMany({ _id: { $in: destroyed } })));
    await made(process);
    await rotate(process);
    await process.rewrapping.turn();
    expect(await stored.countDocuments({ _id: { $in: destroyed } })).toBe(0);
    expect((await lines(process)).map(([caseKeys]) => caseKeys)).toEqual([0, 22]);
  });

  it('leaves a key alone whose bytes were overwritten after it was read', async () => {
    const process = await aProcess(before(() => stored.updateOne({ _id: names[0] }, { $set: { wrapped: null as never } })));
    await made(process);
    await rotate(process);
    await process.rewrapping.turn();
    expect((await stored.findOne({ _id: names[0] }))?.wrapped).toBeNull();
  });

  it('passes over what its key does not open, counts it, and does not free that key', async () => {
    const process = await aProcess();
    await made(process);
    const [one, other] = await Promise.all([names[1], names[2]].map((name) => stored.findOne({ _id: name })));
    await stored.updateOne({ _id: one?._id }, { $set: { wrapped: other?.wrapped as mongo.Binary } });
    await rotate(process);
    await process.rewrapping.turn();
    expect((await lines(process)).map(([caseKeys, , , state]) => [caseKeys, state])).toEqual([[1, 'needed'], [24, 'current']]);
    expect(process.rewrapping.failedCount).toBe(1);
  });

  it('wraps nothing back by the key of a replica whose file is behind', async () => {
    const behind = await aProcess();
    await made(behind);
    const ahead = await aProcess();
    await rotate(ahead);
    await ahead.rewrapping.turn();
    await behind.rewrapping.turn();
    expect((await lines(ahead))[0]).toEqual([0, 0, 0, 'free']);
    await behind.vault.create('late');
    expect((await lines(ahead))[0]).toEqual([1, 0, 0, 'needed']);
    await ahead.rewrapping.turn();
    expect((await lines(ahead))[0]).toEqual([0, 0, 0, 'free']);
  });
});
