import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { openDatabase, refusalOf, type OpenedDatabase } from '../testing/open-database.js';

const { Binary, Decimal128, Long, ObjectId } = mongo;

type Stored = mongo.Document & { _id: number | string | mongo.ObjectId | number[] };

let opened: OpenedDatabase;
beforeAll(async () => (opened = await openDatabase()));
afterAll(() => opened.close());

let collections = 0;
const freshCollection = (): mongo.Collection<Stored> => opened.db.collection<Stored>(`c${collections++}`);

async function bulkError(call: Promise<unknown>): Promise<mongo.MongoBulkWriteError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof mongo.MongoBulkWriteError) return error;
  throw new Error('the call did not end in a bulk write error');
}

describe('insert', () => {
  test('gives back every type as it was stored', async () => {
    const documents = freshCollection();
    const document = {
      _id: new ObjectId(),
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      binary: new Binary(Buffer.from('审')),
      date: new Date(5),
      nested: { list: [1, 'x', null, { deep: true }] },
      text: '联审',
    };
    await documents.insertOne(document);
    expect(await documents.findOne({ _id: document._id }, { promoteLongs: false, promoteBuffers: false })).toEqual(document);
  });

  test('reports a duplicate _id with its pattern and value', async () => {
    const documents = freshCollection();
    await documents.insertOne({ _id: 'case/1' });
    const error = await documents.insertOne({ _id: 'case/1' }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 'case/1' } });
    expect((error as Error).message).toContain(
      `E11000 duplicate key error collection: ${opened.db.databaseName}.${documents.collectionName} index: _id_ dup key: { _id: "case/1" }`,
    );
  });

  test('goes on after a failure when it is not ordered, and stops when it is', async () => {
    const documents = freshCollection();
    await documents.insertOne({ _id: 2 });
    const group = [{ _id: 1 }, { _id: 2 }, { _id: 3 }];
    const unordered = await bulkError(documents.insertMany(group, { ordered: false }));
    expect(unordered.insertedCount).toBe(2);
    expect([unordered.writeErrors].flat().map(({ index, code }) => ({ index, code }))).toEqual([{ index: 1, code: 11000 }]);
    const ordered = await bulkError(documents.insertMany([{ _id: 4 }, { _id: 2 }, { _id: 5 }]));
    expect(ordered.insertedCount).toBe(1);
    expect((await documents.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([1, 2, 3, 4]);
  });

  test('makes an _id on the server when the client sends none, and puts _id first', async () => {
    const documents = freshCollection();
    await opened.db.command({ insert: documents.collectionName, documents: [{ a: 1 }, { a: 2, _id: 'x' }] });
    const [first, second] = await documents.find().sort({ a: 1 }).toArray();
    expect(first!._id).toBeInstanceOf(ObjectId);
    expect(Object.keys(second!)).toEqual(['_id', 'a']);
  });

  test('refuses an array as _id and a document over sixteen megabytes', async () => {
    const documents = freshCollection();
    expect(await refusalOf(documents.insertOne({ _id: [1] }))).toMatchObject({ code: 53 });
    const large = documents.insertOne({ _id: 1, text: 'x'.repeat(16 * 1024 * 1024) });
    await expect(large).rejects.toThrow();
    expect(await documents.countDocuments()).toBe(0);
  });

  test('takes write concern majority with journal, and none at all', async () => {
    const documents = freshCollection();
    expect(await documents.insertOne({ _id: 1 }, { writeConcern: { w: 'majority', j: true, wtimeoutMS: 1000 } })).toMatchObject({ acknowledged: true });
    expect(await documents.insertOne({ _id: 2 }, { writeConcern: { w: 0 } })).toMatchObject({ acknowledged: false });
    await opened.client.db('admin').command({ ping: 1 });
  });
});

describe('update', () => {
  test('tells matched from modified', async () => {
    const documents = freshCollection();
    await documents.insertMany([{ _id: 1, a: 1 }, { _id: 2, a: 1 }]);
    expect(await documents.updateMany({}, { $set: { a: 1, b: 1 } })).toMatchObject({ matchedCount: 2, modifiedCount: 2 });
    expect(await documents.updateMany({}, { $set: { a: 1 } })).toMatchObject({ matchedCount: 2, modifiedCount: 0 });
    expect(await documents.updateOne({ _id: 9 }, { $set: { a: 1 } })).toMatchObject({ matchedCount: 0, upsertedCount: 0 });
  });

  test('replaces a row by a higher sequence only', async () => {
    const rows = freshCollection();
    const put = (seq: number): Promise<mongo.BulkWriteResult> =>
      rows.bulkWrite([{ replaceOne: { filter: { _id: 'row', seq: { $lt: seq } }, replacement: { seq }, upsert: true } }], { ordered: false });
    expect(await put(5)).toMatchObject({ upsertedCount: 1, upsertedIds: { 0: 'row' } });
    expect(await put(7)).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
    const error = await bulkError(put(6));
    expect(error).toMatchObject({ code: 11000 });
    expect(await rows.findOne({})).toEqual({ _id: 'row', seq: 7 });
  });

  test('carries out a mixed bulk and reports the upserted ids by position', async () => {
    const documents = freshCollection();
    const result = await documents.bulkWrite(
      [
        { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } }, upsert: true } },
        { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } }, upsert: true } },
        { updateOne: { filter: { _id: 'b' }, update: { $setOnInsert: { n: 9 } }, upsert: true } },
        { deleteOne: { filter: { n: 9 } } },
        { insertOne: { document: { _id: 'c' } } },
      ],
      { ordered: true },
    );
    expect(result).toMatchObject({ upsertedCount: 2, upsertedIds: { 0: 'a', 2: 'b' }, modifiedCount: 1, deletedCount: 1, insertedCount: 1 });
    expect(await documents.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 'a', n: 2 }, { _id: 'c' }]);
  });

  test('refuses a wrong type for $inc and $push and leaves the document as it is', async () => {
    const documents = freshCollection();
    await documents.insertOne({ _id: 1, text: 'x' });
    expect(await refusalOf(documents.updateOne({ _id: 1 }, { $inc: { text: 1 } }))).toMatchObject({ code: 14 });
    expect(await refusalOf(documents.updateOne({ _id: 1 }, { $push: { text: 1 } } as mongo.Document))).toMatchObject({ code: 2 });
    expect(await refusalOf(documents.updateOne({ _id: 1 }, { $set: { _id: 2 } }))).toMatchObject({ code: 66 });
    expect(await refusalOf(documents.updateOne({ _id: 1 }, { $set: { a: 1, 'a.b': 2 } }))).toMatchObject({ code: 40 });
    const multi = await opened.db.command({ update: documents.collectionName, updates: [{ q: {}, u: { a: 1 }, multi: true }] });
    expect(multi['writeErrors']).toMatchObject([{ index: 0, code: 9 }]);
    expect(await documents.findOne({ _id: 1 })).toEqual({ _id: 1, text: 'x' });
  });

  test('lets exactly one of many racing writers win', async () => {
    const documents = freshCollection();
    await documents.insertOne({ _id: 1, version: 0 });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, writer) => documents.updateOne({ _id: 1, version: 0 }, { $set: { writer }, $inc: { version: 1 } })),
    );
    expect(results.reduce((sum, { modifiedCount }) => sum + modifiedCount, 0)).toBe(1);
    expect(await documents.findOne({ _id: 1 })).toMatchObject({ version: 1 });
  });
});

describe('delete', () => {
  test('takes one or all', async () => {
    const documents = freshCollection();
    await documents.insertMany([1, 2, 3, 4].map((_id) => ({ _id, a: 1 })));
    expect(await documents.deleteOne({ a: 1 })).toMatchObject({ deletedCount: 1 });
    expect(await documents.deleteMany({ a: 1 })).toMatchObject({ deletedCount: 3 });
    expect(await freshCollection().deleteMany({})).toMatchObject({ deletedCount: 0 });
  });
});

describe('findAndModify', () => {
  test('takes the first by sort and gives it before or after', async () => {
    const documents = freshCollection();
    await documents.insertMany([{ _id: 1, due: 5 }, { _id: 2, due: 3 }]);
    expect(await documents.findOneAndUpdate({ due: { $lte: 9 } }, { $set: { taken: true } }, { sort: { due: 1 } })).toEqual({ _id: 2, due: 3 });
    const after = await documents.findOneAndReplace({ _id: 1 }, { due: 8 }, { returnDocument: 'after', projection: { _id: 0 } });
    expect(after).toEqual({ due: 8 });
    expect(await documents.findOneAndDelete({ _id: 2 })).toMatchObject({ _id: 2, taken: true });
    expect(await documents.findOneAndUpdate({ _id: 9 }, { $set: { a: 1 } })).toBeNull();
  });

  test('tells what it upserted', async () => {
    const documents = freshCollection();
    const result = await documents.findOneAndUpdate(
      { _id: 'k' },
      { $setOnInsert: { made: 1 }, $inc: { n: 1 } },
      { upsert: true, returnDocument: 'after', includeResultMetadata: true },
    );
    expect(result).toMatchObject({ value: { _id: 'k', made: 1, n: 1 }, lastErrorObject: { n: 1, updatedExisting: false, upserted: 'k' } });
  });

  test('ends in a duplicate key error of its own', async () => {
    const documents = freshCollection();
    await documents.createIndex({ a: 1 }, { unique: true });
    await documents.insertMany([{ _id: 1, a: 1 }, { _id: 2, a: 2 }]);
    const error = await documents.findOneAndUpdate({ _id: 1 }, { $set: { a: 2 } }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 11000, codeName: 'DuplicateKey', keyPattern: { a: 1 }, keyValue: { a: 2 } });
    expect(await documents.findOne({ _id: 1 })).toEqual({ _id: 1, a: 1 });
  });
});
