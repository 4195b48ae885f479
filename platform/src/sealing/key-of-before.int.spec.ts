import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { ConfigurationError } from '../config/index.js';
import { encryptBytes } from './field-cipher.js';
import { findKeyOfBefore, type PlaceOfBefore } from './key-of-before.js';
import { keyContext } from './key-vault.js';
import { nameMasterKey } from './master-keys/file-master-keys.js';
import { WrappingFixture } from './wrapping-builder.spec-kit.js';

const fixture = new WrappingFixture('key_of_before');
const [old, other] = [randomBytes(32), randomBytes(32)].map(nameMasterKey) as [ReturnType<typeof nameMasterKey>, ReturnType<typeof nameMasterKey>];
const letters = fixture.db.collection<{ _id: string }>('dead_letters');
const keys = fixture.db.collection<{ _id: string }>('wrapped_keys');
const places: PlaceOfBefore[] = [
  { collection: keys as never, member: 'wrapped', contextOf: keyContext },
  { collection: letters as never, member: 'content', contextOf: (id) => `letter|${id}` },
];
const wrapped = (context: string, by: Buffer) => new mongo.Binary(encryptBytes(by, context, randomBytes(32)));

beforeAll(() => fixture.prepare());
beforeEach(() => fixture.clear());
afterAll(() => fixture.end());

describe('the master key of before', () => {
  it('is none where nothing is stored, nothing is left of it, or it says by which key it is', async () => {
    await letters.insertMany([{ _id: 'a', content: null }, { _id: 'b', by: other.id, content: wrapped('letter|b', other.key) }] as never);
    expect(await findKeyOfBefore(places, [old])).toBeUndefined();
  });

  it('is the one of the file that opens what is there, wherever it stands', async () => {
    await keys.insertOne({ _id: 'case', wrapped: wrapped(keyContext('case'), old.key) } as never);
    expect(await findKeyOfBefore(places, [other, old])).toBe(old);
    expect(await findKeyOfBefore(places, [old, other])).toBe(old);
  });

  it('is told by a letter where there is nothing else', async () => {
    await letters.insertOne({ _id: 'a', content: wrapped('letter|a', old.key) } as never);
    expect(await findKeyOfBefore(places, [other, old])).toBe(old);
  });

  it('is missed with a clear error where no key of the file opens what is there', async () => {
    await keys.insertOne({ _id: 'case', wrapped: wrapped(keyContext('case'), old.key) } as never);
    await expect(findKeyOfBefore(places, [other])).rejects.toBeInstanceOf(ConfigurationError);
  });
});
