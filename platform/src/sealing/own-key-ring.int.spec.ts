import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { encryptBytes } from './field-cipher.js';
import { KeyDirectory } from './key-directory.js';
import { OwnKeyRing } from './own-key-ring.js';
import { exportPrivate, generateOwnKeys, publicKeysOf } from './party-keys.js';
import type { StoredKeys } from './stored-keys.js';
import { Sealer } from './sealer.js';
import { signEnvelope } from './sign-envelope.js';
import { anEnvelope, aParty, NOW } from './sealing-builder.spec-kit.js';
import { aWrappingKey } from './wrapping-builder.spec-kit.js';

const uri = process.env['TEST_MONGODB_URI'];
if (!uri) throw new Error('TEST_MONGODB_URI is not set: run the tests with npm test');
const client = new mongo.MongoClient(uri);
const db = client.db(`spec_key_ring_${process.pid}`);
const collection = db.collection<StoredKeys>('own_keys');
const wrapping = aWrappingKey();
const DAY_MS = 86_400_000;

let now = NOW;
/** The same party after a restart, or at another replica. */
const open = () => OwnKeyRing.open(collection, wrapping, 'court', () => now);
const opens = (ring: OwnKeyRing, line: string): boolean => {
  const directory = new KeyDirectory();
  directory.register(publicKeysOf(coordinator.keys));
  return new Sealer(ring, directory).open(line, NOW).ok;
};
const coordinator = aParty(generateOwnKeys('coordinator'), []);
/** A message of the coordinator's, sealed to the given keys of the court. */
const sealedTo = (keys: ReturnType<typeof publicKeysOf>): string => {
  const directory = new KeyDirectory();
  directory.register(keys);
  const sealed = new Sealer(coordinator.keys, directory).seal(signEnvelope(coordinator.keys, anEnvelope({ source: 'coordinator', audience: 'court' })), 'court', NOW);
  return sealed.ok ? sealed.value : '';
};

beforeAll(() => client.connect());
beforeEach(async () => {
  now = NOW;
  await collection.deleteMany({});
});
afterAll(async () => {
  await db.dropDatabase();
  await client.close();
});

describe("a party's own keys", () => {
  it('are made once, by whichever replica is first', async () => {
    const rings = await Promise.all([open(), open(), open()]);
    expect(new Set(rings.map(({ sign }) => sign.kid)).size).toBe(1);
  });

  it('are read from what was stored before keys could be rotated, and are rotated from there', async () => {
    const old = generateOwnKeys('court');
    await collection.insertOne({ _id: 'court', wrapped: new mongo.Binary(encryptBytes(wrapping.current.key, 'own-keys|court', exportPrivate(old))) });
    const ring = await open();
    expect(ring.sign.kid).toBe(old.sign.kid);
    const { keys } = await ring.prepareNext();
    expect((await ring.activateNext(keys.agree.kid)).ok).toBe(true);
    expect(opens(await open(), sealedTo(publicKeysOf(old)))).toBe(true);
  });

  it('stop the start when they were wrapped by another key', async () => {
    await open();
    await expect(OwnKeyRing.open(collection, aWrappingKey(), 'court', () => now)).rejects.toThrow();
  });

  it('sign as before while the next ones wait, and open what is sealed to either', async () => {
    const ring = await open();
    const before = publicKeysOf(ring);
    const { keys: next, made } = await ring.prepareNext();
    expect([made, ring.sign.kid, ring.agree.kid]).toEqual([true, before.sign.kid, before.agree.kid]);
    for (const each of [ring, await open()]) expect([before, next].map((keys) => opens(each, sealedTo(keys)))).toEqual([true, true]);
  });

  it('wait until they are put into use, however often they are asked for and whoever asks', async () => {
    const [one, other] = [await open(), await open()];
    const prepared = await Promise.all([one.prepareNext(), other.prepareNext(), one.prepareNext()]);
    expect(prepared.filter(({ made }) => made)).toHaveLength(1);
    expect(new Set(prepared.map(({ keys }) => keys.agree.kid)).size).toBe(1);
    expect((await (await open()).prepareNext()).keys).toEqual(prepared[0]?.keys);
  });

  it('are put into use once, and a second time is answered as the first', async () => {
    const [one, other] = [await open(), await open()];
    const { keys } = await one.prepareNext();
    const activated = await Promise.all([one.activateNext(keys.agree.kid), other.activateNext(keys.agree.kid)]);
    expect(activated.map((each) => each.ok && each.value)).toEqual([keys, keys]);
    expect((await collection.findOne({ _id: 'court' }))?.earlier).toHaveLength(1);
    expect(one.nextPublicKeys).toBeUndefined();
    expect(await one.activateNext('A'.repeat(22))).toMatchObject({ refusal: { code: 'key.none-prepared' } });
  });

  it('reach another replica with its next look at the store', async () => {
    const [one, other] = [await open(), await open()];
    const { keys } = await one.prepareNext();
    await other.reload();
    expect(opens(other, sealedTo(keys))).toBe(true);
    await one.activateNext(keys.agree.kid);
    expect(other.sign.kid).not.toBe(keys.sign.kid);
    await other.reload();
    expect(publicKeysOf(other)).toEqual(keys);
  });

  it('are put into use by the first message that is sealed to them, and by no other', async () => {
    const ring = await open();
    const before = ring.agree.kid;
    const { keys } = await ring.prepareNext();
    await ring.activateWhenAddressed(before);
    expect(ring.agree.kid).toBe(before);
    await ring.activateWhenAddressed(keys.agree.kid);
    expect((await open()).sign.kid).toBe(keys.sign.kid);
  });

  it('open what was sealed to them for 46 days after others took their place, and no longer', async () => {
    const ring = await open();
    const first = publicKeysOf(ring);
    const rotate = async () => ring.activateNext((await ring.prepareNext()).keys.agree.kid);
    await rotate();
    now += 46 * DAY_MS;
    await rotate();
    expect(opens(await open(), sealedTo(first))).toBe(true);
    now += 1;
    await rotate();
    expect(opens(await open(), sealedTo(first))).toBe(false);
    expect((await collection.findOne({ _id: 'court' }))?.earlier).toHaveLength(2);
  });

  it('keep no private signing key of before', async () => {
    const ring = await open();
    const before = exportPrivate(ring);
    await ring.activateNext((await ring.prepareNext()).keys.agree.kid);
    const stored = await collection.findOne({ _id: 'court' });
    const texts = [ring.sign, ring.agree, ...ring.alsoAgree].map(({ privateKey }) => privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'));
    expect(texts).not.toContain((JSON.parse(before.toString('utf8')) as { sign: string }).sign);
    expect(Object.keys(stored ?? {}).sort()).toEqual(['_id', 'by', 'earlier', 'revision', 'wrapped']);
  });
});
