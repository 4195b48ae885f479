import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type mongo } from 'mongoose';
import { openDatabase, refusalOf, type OpenedDatabase } from '../testing/open-database.js';

interface Commit {
  _id: string;
  n: number;
  tags?: string[];
}

let opened: OpenedDatabase;
let commits: mongo.Collection<Commit>;

const commitId = (stream: string, seq: number): string => `${stream}/${String(seq).padStart(6, '0')}`;

beforeAll(async () => {
  opened = await openDatabase();
  commits = opened.db.collection<Commit>('commits');
  const documents = Array.from({ length: 600 }, (_, n) => ({ _id: commitId(n % 2 ? 'a' : 'b', n), n, tags: [`t${n % 3}`, 'all'] }));
  await commits.insertMany(documents);
});
afterAll(() => opened.close());

describe('find', () => {
  test('reads a range of _id in both directions with a limit', async () => {
    const range = { _id: { $gte: 'a/', $lt: 'a0' } };
    const ids = async (direction: 1 | -1): Promise<string[]> =>
      (await commits.find(range).sort({ _id: direction }).limit(3).toArray()).map(({ _id }) => _id);
    expect(await ids(1)).toEqual([1, 3, 5].map((n) => commitId('a', n)));
    expect(await ids(-1)).toEqual([599, 597, 595].map((n) => commitId('a', n)));
    expect(await commits.find(range).toArray()).toHaveLength(300);
  });

  test('gives everything in batches, each once', async () => {
    const cursor = commits.find({ n: { $gte: 50 } }, { batchSize: 37 }).sort({ _id: 1 });
    const numbers = (await cursor.toArray()).map(({ n }) => n);
    expect(new Set(numbers).size).toBe(550);
    expect(numbers).toHaveLength(550);
  });

  test('goes on with a cursor while documents come and go', async () => {
    const cursor = commits.find({ _id: { $gte: 'b/' } }, { batchSize: 10 }).sort({ _id: 1 });
    const first = await cursor.next();
    await commits.insertOne({ _id: 'c/000001', n: 1000 });
    await commits.deleteOne({ _id: commitId('b', 598) });
    const rest = await cursor.toArray();
    expect([first!, ...rest].map(({ _id }) => _id)).toEqual([...Array.from({ length: 299 }, (_, i) => commitId('b', i * 2)), 'c/000001']);
    await commits.deleteOne({ _id: 'c/000001' });
    await commits.insertOne({ _id: commitId('b', 598), n: 598, tags: ['t1', 'all'] });
  });

  test('answers CursorNotFound for a cursor that was killed', async () => {
    const answer = await opened.db.command({ find: 'commits', batchSize: 2 });
    const id = answer['cursor'].id as mongo.Long;
    expect(await opened.db.command({ killCursors: 'commits', cursors: [id] })).toMatchObject({ cursorsKilled: [id] });
    expect(await refusalOf(opened.db.command({ getMore: id, collection: 'commits' }))).toMatchObject({ code: 43 });
  });

  test('projects fields in and out', async () => {
    const one = { _id: commitId('a', 1) };
    expect(await commits.findOne(one, { projection: { n: 1, _id: 0 } })).toEqual({ n: 1 });
    expect(await commits.findOne(one, { projection: { tags: 0 } })).toEqual({ ...one, n: 1 });
    expect(await refusalOf(commits.findOne(one, { projection: { n: 1, tags: 0 } }))).toMatchObject({ code: 31254 });
  });

  test('sorts, skips and limits', async () => {
    const found = await commits.find({ n: { $lt: 10 } }).sort({ n: -1 }).skip(2).limit(2).toArray();
    expect(found.map(({ n }) => n)).toEqual([7, 6]);
    expect(await commits.find({}).limit(1).toArray()).toHaveLength(1);
  });

  test('finds nothing in a collection that is not there', async () => {
    expect(await opened.db.collection('nowhere').find().toArray()).toEqual([]);
    expect(await opened.db.collection('nowhere').countDocuments()).toBe(0);
  });
});

describe('counting and grouping', () => {
  test('counts documents by filter, with skip and limit, and by estimate', async () => {
    expect(await commits.countDocuments({ tags: 't0' })).toBe(200);
    expect(await commits.countDocuments({ n: { $gte: 0 } }, { skip: 10, limit: 25 })).toBe(25);
    expect(await commits.estimatedDocumentCount()).toBe(600);
    expect(await opened.db.command({ count: 'commits', query: { n: { $lt: 5 } } })).toMatchObject({ n: 5 });
  });

  test('gives distinct values, of arrays their elements', async () => {
    expect((await commits.distinct('tags', { n: { $lt: 2 } })).sort()).toEqual(['all', 't0', 't1']);
  });

  test('runs a pipeline of the served stages', async () => {
    const groups = await commits
      .aggregate([
        { $match: { n: { $lt: 100 } } },
        { $sort: { n: 1 } },
        { $group: { _id: '$tags', count: { $sum: 1 }, sum: { $sum: '$n' }, last: { $max: '$n' }, least: { $min: '$n' }, first: { $first: '$n' } } },
        { $sort: { count: -1, first: 1 } },
        { $limit: 1 },
        { $project: { _id: 0 } },
      ])
      .toArray();
    expect(groups).toEqual([{ count: 34, sum: 1683, last: 99, least: 0, first: 0 }]);
    expect(await commits.aggregate([{ $match: { n: { $lt: 7 } } }, { $skip: 2 }, { $count: 'left' }]).toArray()).toEqual([{ left: 5 }]);
  });
});

describe('what is not known', () => {
  test.each<[string, mongo.Document, number]>([
    ['a command', { noSuchCommand: 1 }, 59],
    ['an option of find', { find: 'commits', noSuchOption: 1 }, 40415],
    ['a field of an update statement', { update: 'commits', updates: [{ q: {}, u: { $set: { a: 1 } }, noSuchField: 1 }] }, 40415],
    ['a query operator', { find: 'commits', filter: { n: { $noSuchOperator: 1 } } }, 2],
    ['an operator at the top of a filter', { find: 'commits', filter: { $noSuchOperator: 1 } }, 2],
    ['a stage', { aggregate: 'commits', pipeline: [{ $noSuchStage: {} }], cursor: {} }, 40324],
    ['a namespace without a name', { find: '' }, 73],
    ['a negative limit', { find: 'commits', limit: -1 }, 2],
    ['a filter that is no document', { find: 'commits', filter: 5 }, 14],
  ])('is refused: %s', async (_what, command, code) => {
    const refusal = await refusalOf(opened.db.command(command));
    // MongoDB has codes of its own for ranges of numbers.
    expect([code, 51024]).toContain(refusal.code);
  });
});
