import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { serialize } from 'bson';
import { documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { openEnvironment, type Environment } from './environment.js';
import { Store } from './store.js';

let dir: string;
let environment: Environment;
let store: Store;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-queue-'));
  environment = openEnvironment(dir);
  store = new Store(environment);
});
afterEach(async () => {
  await environment.close();
  await rm(dir, { recursive: true, force: true });
});

const insert = (namespace: string, _id: number) => (): number => {
  store.ensureCollection(namespace).insert(documentOf(Buffer.from(serialize({ _id }))));
  return _id;
};

describe('group commit', () => {
  test('puts the commands of one turn into one transaction', async () => {
    let transactions = 0;
    const counting = new Store({ ...environment, transact: (work) => (transactions++, environment.transact(work)) });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => counting.writes.submit(() => i)));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(transactions).toBe(1);
  });

  test('undoes a command that breaks and carries out its neighbours', async () => {
    const results = await Promise.allSettled([
      store.writes.submit(insert('db.first', 1)),
      store.writes.submit(() => {
        insert('db.broken', 2)();
        throw new TypeError('a defect');
      }),
      store.writes.submit(insert('db.third', 3)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(store.findCollection('db.broken')).toBeUndefined();
    expect([store.findCollection('db.first')?.count(), store.findCollection('db.third')?.count()]).toEqual([1, 1]);
    expect(new Store(environment).catalog.list().map(({ namespace }) => namespace).sort()).toEqual(['db.first', 'db.third']);
  });

  test('keeps what a command did before it was refused, and lets each hear its own answer', async () => {
    const refused = store.writes.submit(() => {
      insert('db.kept', 1)();
      insert('db.kept', 1)();
    });
    await expect(Promise.all([refused, store.writes.submit(insert('db.kept', 2))])).rejects.toThrow(CommandError);
    expect(store.findCollection('db.kept')?.count()).toBe(2);
  });
});
