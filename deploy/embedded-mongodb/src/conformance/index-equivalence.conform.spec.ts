import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EJSON, Int32 } from 'bson';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { openDatabase, type OpenedDatabase } from '../testing/open-database.js';
import { Random } from '../testing/random.js';
import { randomFilter, randomSort } from '../testing/random-filter.js';
import { randomUpdate } from '../testing/random-update.js';
import { paths, randomDocument, type Fields } from '../testing/random-values.js';

let opened: OpenedDatabase;
beforeAll(async () => (opened = await openDatabase()));
afterAll(() => opened.close());

const raw = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

const partialFilters: readonly Fields[] = [{ a: { $exists: true } }, { 'a.b': { $gt: new Int32(0) } }, { b: { $eq: 'a' } }];

function randomIndexes(random: Random): { key: Fields; partialFilterExpression?: Fields }[] {
  return random.list(1, 3, () => {
    const key: Fields = {};
    for (const path of random.list(1, 3, () => random.pick([...paths, '_id']))) key[path] = random.pick([1, -1]);
    return { key, ...(random.chance(0.3) && { partialFilterExpression: random.pick(partialFilters) }) };
  });
}

/** Arrays side by side cannot be indexed together; such an index is passed over. */
async function addIndexes(name: string, random: Random): Promise<void> {
  for (const { key, partialFilterExpression } of randomIndexes(random)) {
    await opened.db
      .collection(name)
      .createIndex(key as Record<string, 1>, partialFilterExpression ? { partialFilterExpression } : {})
      .catch(() => undefined);
  }
}

async function found(name: string, filter: Fields, sort: Fields, limit: number): Promise<string> {
  const cursor = opened.db.collection(name, raw).find(filter).sort(sort as Record<string, 1>).limit(limit);
  try {
    return EJSON.stringify(await cursor.toArray(), { relaxed: false });
  } catch (error) {
    // A sort over arrays side by side is refused, with and without an index.
    if (error instanceof mongo.MongoServerError) return `error ${error.code}`;
    throw error;
  }
}

describe('an index', () => {
  test('changes nothing about what filters, sorts and updates give', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = new Random(seed);
        const [plain, indexed] = [`plain${run}`, `indexed${run++}`];
        const documents = Array.from({ length: 25 }, (_, id) => randomDocument(random, new Int32(id)));
        await opened.db.collection(indexed).insertOne(documents[0]!);
        await addIndexes(indexed, random);
        await opened.db.collection(plain).insertMany(documents);
        await opened.db.collection(indexed).insertMany(documents.slice(1), { ordered: false }).catch(() => undefined);
        // What an index has refused is taken out of the other side too.
        const kept = await opened.db.collection(indexed).distinct('_id');
        await opened.db.command({ delete: plain, deletes: [{ q: { _id: { $nin: kept } }, limit: 0 }] });
        for (let step = 0; step < 12; step++) {
          const [filter, sort, limit] = [randomFilter(random), randomSort(random), random.below(4)];
          expect(await found(indexed, filter, sort, limit)).toBe(await found(plain, filter, sort, limit));
        }
        const q = { _id: new Int32(random.below(25)) };
        const update = { updates: [{ q, u: randomUpdate(random) }] };
        const [first, second] = await Promise.all([plain, indexed].map((name) => opened.db.command({ update: name, ...update })));
        if (!second!['writeErrors']) expect(second!['n']).toBe(first!['n']);
        if (!second!['writeErrors'] && !first!['writeErrors']) expect(await found(indexed, {}, { _id: 1 }, 0)).toBe(await found(plain, {}, { _id: 1 }, 0));
        await Promise.all([plain, indexed].map((name) => opened.db.dropCollection(name)));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
