import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { DirectoryInUse } from '../index.js';
import { startStore } from '../start-store.js';
import { startedProcess, startProcess, type StoreProcess } from '../testing/store-process.js';

interface Stored {
  _id: number;
  [field: string]: unknown;
}

const durable = { writeConcern: { w: 'majority', j: true } } as const;

let dir: string;
let running: StoreProcess[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'embedded-mongodb-int-'));
  running = [];
});
afterEach(async () => {
  const left = running.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  await Promise.all(left.map(({ end }) => end('SIGKILL')));
  await rm(dir, { recursive: true, force: true });
});

async function started(): Promise<{ process: StoreProcess; client: mongo.MongoClient; documents: mongo.Collection<Stored> }> {
  const process = await startedProcess(dir);
  running.push(process);
  const client = await new mongo.MongoClient(process.uri, { serverSelectionTimeoutMS: 2000 }).connect();
  return { process, client, documents: client.db('int').collection<Stored>('documents', durable) };
}

/** Writes until the connection breaks; gives the ids that were acknowledged. */
async function writeUntilBroken(documents: mongo.Collection<Stored>, writer: number, group: number): Promise<number[]> {
  const acknowledged: number[] = [];
  for (let id = writer * 1_000_000; ; id += group) {
    const ids = Array.from({ length: group }, (_, i) => id + i);
    try {
      await documents.insertMany(ids.map((_id) => ({ _id, text: 'x'.repeat(1500), even: _id % 2 === 0 })), { ordered: false });
    } catch {
      return acknowledged;
    }
    acknowledged.push(...ids);
  }
}

describe('the process', () => {
  test('keeps every acknowledged write when it is killed in the middle of writing', async () => {
    const first = await started();
    await first.documents.createIndex({ even: 1, _id: 1 });
    const writers = [1, 2, 3, 4].map((writer) => writeUntilBroken(first.documents, writer, writer * 4));
    while ((await first.documents.estimatedDocumentCount()) < 600);
    await first.process.end('SIGKILL');
    const acknowledged = (await Promise.all(writers)).flat();
    await first.client.close(true);
    const second = await started();
    const stored = new Set((await second.documents.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id));
    expect(acknowledged.length).toBeGreaterThan(300);
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
    // The index came through whole as well: it agrees with the documents.
    const even = await second.documents.find({ even: true }).hint('even_1__id_1').toArray();
    expect(even).toHaveLength([...stored].filter((id) => id % 2 === 0).length);
    await second.client.close();
  }, 30_000);

  test('is ready again with 100,000 documents and three indexes', async () => {
    const first = await started();
    await first.documents.createIndexes([{ key: { a: 1 } }, { key: { b: 1, c: -1 } }, { key: { open: 1 }, partialFilterExpression: { open: true } }]);
    for (let from = 0; from < 100_000; from += 5000) {
      await first.documents.insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: from + i, a: i, b: i % 7, c: from, open: i % 100 === 0 })));
    }
    await first.client.close();
    expect(await first.process.end('SIGTERM')).toBe(0);
    const second = await started();
    process.stdout.write(`ready after ${Math.round(second.process.readyAfterMs)} ms with 100,000 documents\n`);
    expect(await second.documents.countDocuments({ open: true })).toBe(1000);
    expect(await second.documents.find({ b: 3 }).sort({ c: -1 }).limit(1).next()).toMatchObject({ c: 95_000 });
    expect(await second.documents.estimatedDocumentCount()).toBe(100_000);
    await second.client.close();
  }, 60_000);

  test('does not open a directory that another process has open, and does when that one is gone', async () => {
    const first = await started();
    const refused = await startProcess(dir);
    expect(refused).toMatchObject({ code: 1, errorText: expect.stringContaining('another process has opened') });
    await expect(startStore({ dir })).rejects.toThrow(DirectoryInUse);
    await first.client.close();
    await first.process.end('SIGKILL');
    const second = await started();
    await second.client.close();
  });

  test('does not start under NODE_ENV=production, nor without a directory', async () => {
    expect(await startProcess(dir, { NODE_ENV: 'production' })).toMatchObject({ code: 1, errorText: expect.stringContaining('production') });
    expect(await startProcess('')).toMatchObject({ code: 1, errorText: expect.stringContaining('STORE_DIR') });
  });

  test('finishes what it has begun and exits with 0 on SIGTERM', async () => {
    const { process: store, client, documents } = await started();
    await documents.insertOne({ _id: 1 });
    expect(await store.end('SIGTERM')).toBe(0);
    await client.close(true);
    const again = await started();
    expect(await again.documents.findOne({})).toEqual({ _id: 1 });
    await again.client.close();
  });
});
