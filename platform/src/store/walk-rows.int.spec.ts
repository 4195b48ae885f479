import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection, Schema, type Connection, type Model } from 'mongoose';
import { inPages, pageOfRows, walkRows } from './walk-rows.js';

interface Row {
  readonly _id: string;
  readonly due: number;
}

let connection: Connection;
let rows: Model<Row>;

beforeAll(async () => {
  connection = await createConnection(process.env['TEST_MONGODB_URI'] ?? 'mongodb://tests-need-servers.invalid', { dbName: `spec_walk_rows_${process.pid}` }).asPromise();
  rows = connection.model<Row>('Row', new Schema<Row>({ _id: String, due: Number }, { versionKey: false }).index({ due: 1, _id: 1 }));
  await rows.createIndexes();
  await rows.insertMany([...'hgfedcba'].map((_id, index) => ({ _id, due: index < 5 ? 2 : index })));
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

async function walked(pageSize: number, filter: object = {}): Promise<string> {
  let ids = '';
  for await (const { _id } of walkRows(rows, filter, 'due', pageSize)) ids += _id;
  return ids;
}

describe('rows that are walked', () => {
  it.each([1, 2, 3, 5, 7, 8, 100])('come each once, in order, also where many have the same value, %i a page', async (pageSize) => {
    expect(await walked(pageSize)).toBe('defghcba');
  });

  it('are those of the filter, also where it is on the value that they are ordered by', async () => {
    expect(await walked(2, { due: { $gt: 1, $lt: 6 } })).toBe('defghc');
  });

  it('begin behind a position, though its row is gone', async () => {
    expect((await pageOfRows(rows, {}, 'due', 3, { value: 2, id: 'gg' })).map(({ _id }) => _id)).toEqual(['h', 'c', 'b']);
  });
});

describe('a page of rows', () => {
  it('comes from the highest on where it is asked for so, and the next begins behind it', async () => {
    const ids = (page: Row[]) => page.map(({ _id }) => _id).join('');
    const first = await pageOfRows(rows, {}, 'due', 5, undefined, 'down');
    const last = first.at(-1) as Row;
    expect([ids(first), ids(await pageOfRows(rows, {}, 'due', 5, { value: last.due, id: last._id }, 'down'))]).toEqual(['abchg', 'fed']);
  });
});

describe('pages of anything', () => {
  it('hold so many at most, and nothing is left out', async () => {
    const pages: string[] = [];
    for await (const page of inPages(walkRows(rows, {}, 'due'), 3)) pages.push(page.map(({ _id }) => _id).join(''));
    expect(pages).toEqual(['def', 'ghc', 'ba']);
  });
});
