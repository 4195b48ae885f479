import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serialize } from 'bson';
import { documentOf } from '../bson/types.js';
import { createIndexesCommand } from '../commands/create-indexes.command.js';
import { CommandRequest } from '../commands/command-request.js';
import { parseFilter } from '../query/parse-filter.js';
import { parseSort } from '../query/sort.js';
import { openEnvironment, type Environment } from '../storage/environment.js';
import { Store } from '../storage/store.js';
import type { Fields } from '../testing/random-values.js';
import { choosePlan } from './choose-plan.js';
import { runPlan } from './run-plan.js';

const documentFrom = (fields: Fields) => documentOf(Buffer.from(serialize(fields)));

let dir: string;
let environment: Environment;
let store: Store;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-plan-'));
  environment = openEnvironment(dir);
  store = new Store(environment);
  const indexes = [
    { key: { writer: 1, n: 1 }, name: 'writer' },
    { key: { dueAt: 1 }, name: 'due', partialFilterExpression: { status: 'open' } },
    { key: { tags: 1, n: -1 }, name: 'tags' },
    { key: { code: 1 }, name: 'code', unique: true },
  ];
  const request = new CommandRequest(documentFrom({ createIndexes: 'c', indexes, $db: 'db' }));
  await createIndexesCommand.run(request, { store, connectionId: 1, connectionCount: () => 1 });
  await store.writes.submit(() => {
    for (let i = 0; i < 1000; i++) {
      const document = { _id: i, writer: `w${i % 4}`, n: i, dueAt: i % 97, status: i % 50 ? 'done' : 'open', tags: [`t${i % 5}`, 'x'], code: i * 7 };
      store.getCollection('db.c').insert(documentFrom(document));
    }
  });
});
afterAll(async () => {
  await environment.close();
  await rm(dir, { recursive: true, force: true });
});

function planned(filter: Fields, sort?: Fields): { index: string; isSorted: boolean; read: number } {
  const collection = store.getCollection('db.c');
  const plan = choosePlan(collection, parseFilter(documentFrom(filter)), parseSort(sort && documentFrom(sort)), undefined);
  const read = [...runPlan(collection, plan, 0)].length;
  if (plan.kind === 'union') return { index: 'union', isSorted: false, read };
  return { index: plan.index.name, isSorted: plan.isSorted, read };
}

describe('the plan', () => {
  test.each<[Fields, Fields | undefined, ReturnType<typeof planned>]>([
    [{ _id: 5 }, undefined, { index: '_id_', isSorted: true, read: 1 }],
    [{ _id: { $in: [9, 3, 5000] } }, { _id: -1 }, { index: '_id_', isSorted: true, read: 2 }],
    [{ _id: { $gte: 10, $lt: 30 } }, { _id: -1 }, { index: '_id_', isSorted: true, read: 20 }],
    [{ writer: 'w1', n: { $gt: 900 } }, { n: 1 }, { index: 'writer', isSorted: true, read: 25 }],
    [{ writer: 'w1' }, { n: -1 }, { index: 'writer', isSorted: true, read: 250 }],
    [{ writer: { $in: ['w1', 'w2'] }, n: { $lte: 9 } }, { n: 1 }, { index: 'writer', isSorted: false, read: 5 }],
    [{ status: 'open', dueAt: { $lte: 30 } }, { dueAt: 1 }, { index: 'due', isSorted: true, read: 10 }],
    [{ status: 'open' }, { dueAt: 1 }, { index: 'due', isSorted: true, read: 20 }],
    [{ status: 'done', dueAt: 3 }, undefined, { index: '_id_', isSorted: true, read: 1000 }],
    [{ tags: 't1' }, { n: -1 }, { index: 'tags', isSorted: true, read: 200 }],
    [{ code: 70 }, { n: 1 }, { index: 'code', isSorted: false, read: 1 }],
    [{ $or: [{ code: 70 }, { _id: 4 }] }, undefined, { index: 'union', isSorted: false, read: 2 }],
    [{ $or: [{ code: 70 }, { nothing: 4 }] }, undefined, { index: '_id_', isSorted: true, read: 1000 }],
  ])('for %j sorted by %j reads %j', (filter, sort, expected) => {
    const { index, read } = planned(filter, sort);
    expect({ index, read }).toEqual({ index: expected.index, read: expected.read });
    if (sort) expect(planned(filter, sort).isSorted).toBe(expected.isSorted);
  });
});
