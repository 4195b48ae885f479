import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { openDatabase, refusalOf, type OpenedDatabase } from '../testing/open-database.js';

type Stored = mongo.Document & { _id: number | string | mongo.ObjectId | number[] };

let opened: OpenedDatabase;
beforeAll(async () => (opened = await openDatabase()));
afterAll(() => opened.close());

let collections = 0;
const freshCollection = (): mongo.Collection<Stored> => opened.db.collection<Stored>(`c${collections++}`);

describe('createIndexes', () => {
  test('lists what was made, and making it again changes nothing', async () => {
    const documents = freshCollection();
    const open = { partialFilterExpression: { status: 'open' } };
    for (let i = 0; i < 2; i++) {
      expect(await documents.createIndex({ writer: 1, n: -1 }, { unique: true })).toBe('writer_1_n_-1');
      expect(await documents.createIndex({ dueAt: 1 }, open)).toBe('dueAt_1');
    }
    // Newer servers add a collation.
    expect(await documents.indexes()).toMatchObject([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { writer: 1, n: -1 }, name: 'writer_1_n_-1', unique: true },
      { v: 2, key: { dueAt: 1 }, name: 'dueAt_1', ...open },
    ]);
  });

  test('refuses another index under the same name, and the same index under another', async () => {
    const documents = freshCollection();
    await documents.createIndex({ a: 1 }, { name: 'one' });
    expect(await refusalOf(documents.createIndex({ b: 1 }, { name: 'one' }))).toMatchObject({ code: 86 });
    expect(await refusalOf(documents.createIndex({ a: 1 }, { name: 'two' }))).toMatchObject({ code: 85 });
    expect(await refusalOf(documents.createIndex({ a: 1 }, { name: 'one', unique: true }))).toMatchObject({ code: 86 });
  });

  test('refuses a unique index over documents that already clash', async () => {
    const documents = freshCollection();
    await documents.insertMany([{ _id: 1, a: 1 }, { _id: 2, a: 1 }]);
    expect(await refusalOf(documents.createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
    expect(await documents.indexes()).toHaveLength(1);
    await documents.deleteOne({ _id: 2 });
    expect(await documents.createIndex({ a: 1 }, { unique: true })).toBe('a_1');
  });

  test('drops by name, by key and altogether', async () => {
    const documents = freshCollection();
    await documents.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await documents.dropIndex('a_1');
    await opened.db.command({ dropIndexes: documents.collectionName, index: { b: 1 } });
    expect((await documents.indexes()).map(({ name }) => name)).toEqual(['_id_', 'c_1']);
    expect(await refusalOf(documents.dropIndex('_id_'))).toMatchObject({ code: 72 });
    await documents.dropIndexes();
    expect(await documents.indexes()).toHaveLength(1);
  });

  test('refuses to list the indexes of what is not there', async () => {
    expect(await refusalOf(freshCollection().indexes())).toMatchObject({ code: 26 });
  });
});

describe('a unique index', () => {
  test('holds over inserts, updates and arrays, and counts a missing field as null', async () => {
    const documents = freshCollection();
    await documents.createIndex({ a: 1, b: 1 }, { unique: true });
    await documents.insertOne({ _id: 1, a: [1, 2], b: 'x' });
    const error = await documents.insertOne({ _id: 2, a: 2, b: 'x' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 11000, keyPattern: { a: 1, b: 1 } });
    await documents.insertOne({ _id: 3, a: 3 });
    expect(await refusalOf(documents.insertOne({ _id: 4, a: 3, b: null }))).toMatchObject({ code: 11000 });
    expect(await refusalOf(documents.updateOne({ _id: 3 }, { $set: { a: 1, b: 'x' } }))).toMatchObject({ code: 11000 });
    expect(await refusalOf(documents.insertOne({ _id: 5, a: [1], b: [2] }))).toMatchObject({ code: 171 });
    expect(await documents.updateOne({ _id: 1 }, { $set: { a: [2, 9] } })).toMatchObject({ modifiedCount: 1 });
    expect(await documents.insertOne({ _id: 6, a: 1, b: 'x' })).toMatchObject({ acknowledged: true });
  });

  test('with a partial filter holds only for the documents that pass it', async () => {
    const documents = freshCollection();
    await documents.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await documents.insertMany([{ _id: 1, a: 1, open: true }, { _id: 2, a: 1, open: false }, { _id: 3, a: 1 }]);
    expect(await refusalOf(documents.updateOne({ _id: 2 }, { $set: { open: true } }))).toMatchObject({ code: 11000 });
    await documents.updateOne({ _id: 1 }, { $set: { open: false } });
    expect(await documents.updateOne({ _id: 2 }, { $set: { open: true } })).toMatchObject({ modifiedCount: 1 });
  });
});

describe('a hint', () => {
  test('is refused when there is no such index', async () => {
    const documents = freshCollection();
    await documents.createIndex({ a: 1 });
    await documents.insertOne({ _id: 1, a: 1 });
    expect(await documents.find({ a: 1 }).hint('a_1').toArray()).toHaveLength(1);
    expect(await documents.find({ a: 1 }).hint({ a: 1 }).toArray()).toHaveLength(1);
    expect(await refusalOf(documents.find({ a: 1 }).hint('b_1').toArray())).toMatchObject({ code: 2 });
  });
});

describe('collections and databases', () => {
  test('are made, listed and dropped', async () => {
    await opened.db.createCollection('made');
    // Servers differ: NamespaceExists, or nothing to do. Clients that make their collections anew must take both.
    const again = await opened.db.command({ create: 'made' }).catch((error: unknown) => error);
    expect([{ ok: 1 }, { code: 48 }]).toContainEqual(again instanceof mongo.MongoServerError ? { code: again.code } : { ok: (again as mongo.Document)['ok'] });
    const names = async (): Promise<string[]> => (await opened.db.listCollections({ name: /^made/ }).toArray()).map(({ name }) => name);
    expect(await names()).toEqual(['made']);
    expect(await opened.db.listCollections({ name: 'made' }, { nameOnly: true }).toArray()).toEqual([{ name: 'made', type: 'collection' }]);
    const { databases } = await opened.client.db('admin').admin().listDatabases();
    expect(databases.map(({ name }) => name)).toContain(opened.db.databaseName);
    expect(await opened.db.dropCollection('made')).toBe(true);
    expect(await names()).toEqual([]);
  });
});
