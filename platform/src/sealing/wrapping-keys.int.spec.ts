import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Fault } from '@lianshen/contracts/kernel';
import { ConfigurationError } from '../config/index.js';
import { KeyVault, type WrappedKey } from './key-vault.js';
import { nameMasterKey } from './master-keys/file-master-keys.js';
import { MasterKeyShelf, WrappingFixture } from './wrapping-builder.spec-kit.js';

const fixture = new WrappingFixture('wrapping');
let shelf: MasterKeyShelf;

beforeAll(() => fixture.prepare());
beforeEach(async () => {
  await fixture.clear();
  shelf = new MasterKeyShelf();
});
afterAll(() => fixture.end());

/** The same keys as another process with a file of its own has them. */
const behind = (other: MasterKeyShelf, count: number): MasterKeyShelf => {
  const older = new MasterKeyShelf();
  older.keys.splice(0, 1, ...other.keys.slice(0, count));
  return older;
};

describe('the wrapping keys', () => {
  it('are the same for replicas that start at once, and after a restart', async () => {
    const all = [...(await Promise.all([1, 2, 3].map(() => fixture.open(shelf)))), await fixture.open(shelf)];
    const values = all.map(({ current, root, signIn }) => [current.id, current.key, root, signIn].map(String).join());
    expect(new Set(values).size).toBe(1);
  });

  it('are random: none is a master key, and the secrets beside them are not the same', async () => {
    const keys = await fixture.open(shelf);
    const values = [shelf.keys[0] as Buffer, keys.current.key, keys.root, keys.signIn].map((each) => each.toString('hex'));
    expect(new Set(values).size).toBe(4);
  });

  it('have another one wrap when a master key is put in, and keep what is derived as it was', async () => {
    const told: string[] = [];
    const keys = await fixture.open(shelf, { onChange: (id) => told.push(id) });
    const [before, root, signIn] = [keys.current, keys.root, keys.signIn];
    const added = shelf.add();
    await keys.reload();
    expect([keys.current.id, told]).toEqual([added, [added]]);
    expect(keys.current.key.equals(before.key)).toBe(false);
    expect([keys.root, keys.signIn]).toEqual([root, signIn]);
    expect(await keys.find(before.id)).toEqual(before.key);
    const again = await fixture.open(shelf);
    expect([again.root, again.signIn]).toEqual([root, signIn]);
  });

  it('of a replica whose file is newer are found by the others at once', async () => {
    const [one, other] = [await fixture.open(shelf), await fixture.open(shelf)];
    shelf.add();
    await one.reload();
    expect(await other.find(one.current.id)).toEqual(one.current.key);
  });

  it('that this file does not know yet are a fault, and the process goes on with its own', async () => {
    const old = behind(shelf, 1);
    const [newer, older] = [await fixture.open(shelf), await fixture.open(old)];
    shelf.add();
    await newer.reload();
    await expect(older.find(newer.current.id)).rejects.toBeInstanceOf(Fault);
    expect(older.current.id).not.toBe(newer.current.id);
    expect(await older.earlier()).toEqual([]);
    expect(await newer.earlier()).toEqual([older.current.id]);
    old.keys.push(shelf.keys[1] as Buffer);
    expect(await older.find(newer.current.id)).toEqual(newer.current.key);
  });

  it('go on while the master keys are away, and the look at them is a fault', async () => {
    const keys = await fixture.open(shelf);
    shelf.away = new Fault('away');
    await expect(keys.reload()).rejects.toBeInstanceOf(Fault);
    expect(await keys.find(keys.current.id)).toEqual(keys.current.key);
  });

  it('are not opened with a file that lacks a key by which something is wrapped, and the error names it', async () => {
    const [first] = [await fixture.open(shelf)];
    shelf.add();
    shelf.keys.shift();
    const refused = fixture.open(shelf);
    await expect(refused).rejects.toBeInstanceOf(ConfigurationError);
    await expect(refused).rejects.toThrow(first.current.id);
  });

  it('let the old master key go when the secrets are wrapped by the new one', async () => {
    const keys = await fixture.open(shelf);
    const [before, root] = [keys.current, keys.root];
    shelf.add();
    await keys.reload();
    const replica = await fixture.open(shelf);
    expect((await Promise.all([keys.rewrapSecrets(), replica.rewrapSecrets()])).reduce((a, b) => a + b)).toBe(3);
    shelf.keys.shift();
    const again = await fixture.open(shelf);
    expect(again.root).toEqual(root);
    expect(await again.find(before.id)).toEqual(before.key);
  });

  it('ask the master keys nothing for a case', async () => {
    const vault = new KeyVault(fixture.db.collection<WrappedKey>('keys'), await fixture.open(shelf));
    const asked = shelf.asked;
    const made = await Promise.all(Array.from({ length: 1_000 }, (_, index) => vault.create(String(index))));
    const again = new KeyVault(fixture.db.collection<WrappedKey>('keys'), await fixture.open(shelf));
    const opened = shelf.asked;
    expect(await again.find('7')).toEqual(made[7]);
    expect([opened > asked, shelf.asked]).toEqual([true, opened]);
  });
});

describe('a store of before there were wrapping keys', () => {
  const before = () => nameMasterKey(shelf.keys[0] as Buffer);

  it('keeps everything that is derived from its master key, and opens what bears no mark', async () => {
    const { key } = before();
    const keys = await fixture.open(shelf, { findKeyOfBefore: () => Promise.resolve(before()) });
    expect([keys.root, await keys.find(undefined), keys.current.key]).toEqual([key, key, key]);
    shelf.add();
    await keys.reload();
    expect(await keys.earlier()).toEqual([before().id, null]);
    expect([keys.root, await keys.find(undefined)]).toEqual([key, key]);
    expect(keys.current.key.equals(key)).toBe(false);
  });

  it('may be given its second key with the first start', async () => {
    shelf.add();
    const keys = await fixture.open(shelf, { findKeyOfBefore: () => Promise.resolve(before()) });
    expect(keys.root).toEqual(before().key);
    expect(keys.current.id).toBe(shelf.named[1]);
    expect(await keys.earlier()).toEqual([before().id, null]);
  });

  it('signs nobody in with what the master key alone would tell', async () => {
    const keys = await fixture.open(shelf, { findKeyOfBefore: () => Promise.resolve(before()) });
    expect(keys.signIn.equals(before().key)).toBe(false);
  });
});
