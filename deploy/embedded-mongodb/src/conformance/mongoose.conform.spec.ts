import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose, { Schema, type Connection, type Model } from 'mongoose';
import { openDatabase, type OpenedDatabase } from '../testing/open-database.js';

interface Item {
  _id: string;
  status: 'open' | 'done';
  dueAt?: Date;
  version: number;
  notes: string[];
  person: { name: string; units: string[] };
}

const itemSchema = new Schema<Item>(
  {
    _id: { type: String, required: true },
    status: { type: String, required: true },
    dueAt: Date,
    version: { type: Number, default: 0 },
    notes: [String],
    person: { name: String, units: [String] },
  },
  { timestamps: true, versionKey: false },
);
itemSchema.index({ status: 1, dueAt: 1 }, { partialFilterExpression: { status: 'open' } });
itemSchema.index({ 'person.name': 1 }, { unique: true });

let opened: OpenedDatabase;
let connection: Connection;
let Items: Model<Item>;

beforeAll(async () => {
  opened = await openDatabase();
  connection = await mongoose.createConnection(opened.uri, { dbName: opened.db.databaseName }).asPromise();
  Items = connection.model<Item>('Item', itemSchema);
  await Items.init();
});
afterAll(async () => {
  await connection.close();
  await opened.close();
});

const item = (id: string, changes: Partial<Item> = {}): Partial<Item> => ({ _id: id, status: 'open', person: { name: id, units: [] }, ...changes });

describe('mongoose', () => {
  test('makes collection and indexes, and does so again without complaint', async () => {
    await Items.createCollection();
    await Items.createIndexes();
    expect((await Items.listIndexes()).map(({ name }) => name)).toEqual(['_id_', 'status_1_dueAt_1', 'person.name_1']);
    expect(await Items.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
    const Again = connection.model<Item>('Again', itemSchema, 'items');
    await Again.init();
  });

  test('creates, loads, changes and saves documents', async () => {
    const created = await Items.create(item('a', { notes: ['one'], dueAt: new Date(5) }));
    created.notes.push('two');
    created.person.units.push('court');
    created.status = 'done';
    await created.save();
    const loaded = await Items.findById('a').lean();
    expect(loaded).toMatchObject({ notes: ['one', 'two'], person: { units: ['court'] }, status: 'done' });
    await created.deleteOne();
    expect(await Items.exists({ _id: 'a' })).toBeNull();
  });

  test('updates with upsert and timestamps', async () => {
    const updated = await Items.findOneAndUpdate({ _id: 'b' }, { $set: item('b'), $inc: { version: 1 } }, { upsert: true, returnDocument: 'after' });
    expect(updated).toMatchObject({ _id: 'b', version: 1 });
    expect(updated?.get('createdAt')).toBeInstanceOf(Date);
    const again = await Items.updateOne({ _id: 'b', version: 1 }, { $inc: { version: 1 }, $push: { notes: 'x' } });
    expect(again).toMatchObject({ matchedCount: 1, modifiedCount: 1 });
  });

  test('writes in bulk and counts', async () => {
    const result = await Items.bulkWrite(
      Array.from({ length: 16 }, (_, n) => ({
        replaceOne: { filter: { _id: `bulk-${n}`, version: { $lt: 2 } }, replacement: { ...item(`bulk-${n}`), version: 2 } as Item, upsert: true },
      })),
      { ordered: false },
    );
    expect(result.upsertedCount).toBe(16);
    expect(await Items.countDocuments({ _id: /^bulk-/, status: 'open' })).toBe(16);
    expect(await Items.estimatedDocumentCount()).toBeGreaterThanOrEqual(16);
    const page = await Items.find({ status: 'open' }).sort({ dueAt: 1, _id: 1 }).skip(1).limit(3).select('status').lean();
    expect(page).toHaveLength(3);
    expect(Object.keys(page[0]!).sort()).toEqual(['_id', 'status']);
  });

  test('gives duplicate keys as errors with code 11000', async () => {
    await Items.create(item('c'));
    await expect(Items.create(item('c2', { person: { name: 'c', units: [] } }))).rejects.toMatchObject({ code: 11000, keyPattern: { 'person.name': 1 } });
    const many = Items.insertMany([item('d'), item('c')], { ordered: false });
    await expect(many).rejects.toMatchObject({ code: 11000 });
    expect(await Items.exists({ _id: 'd' })).toEqual({ _id: 'd' });
  });

  test('reads with a cursor and distinct', async () => {
    const ids: string[] = [];
    for await (const document of Items.find({ _id: { $gte: 'bulk-', $lt: 'bulk.' } }).sort({ _id: 1 }).batchSize(4).lean().cursor()) ids.push(document._id);
    expect(ids).toHaveLength(16);
    expect((await Items.distinct('status')).sort()).toEqual(['open']);
    expect((await Items.deleteMany({ _id: { $in: ids } })).deletedCount).toBe(16);
  });
});
