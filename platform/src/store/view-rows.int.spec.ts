import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { ViewRows, type ViewRow } from './view-rows.js';

type Row = ViewRow & { readonly text: string };

const client = new mongo.MongoClient(process.env['TEST_MONGODB_URI'] ?? 'mongodb://tests-need-servers.invalid');
const collection = client.db(`spec_view_rows_${process.pid}`).collection<Row>('rows');
const rows = new ViewRows<Row>(collection as never);
const other = new ViewRows<Row>(collection as never);

beforeAll(() => client.connect());
afterAll(async () => {
  await client.db(`spec_view_rows_${process.pid}`).dropDatabase();
  await client.close();
});

const row = (id: string, seq: number): Row => ({ _id: id, seq, text: `${id} at ${seq}` });
const stored = (id: string) => collection.findOne({ _id: id });

describe('a view row', () => {
  it('is replaced by a newer one as a whole', async () => {
    await rows.put({ ...row('a', 1), more: 1 } as Row);
    await rows.put(row('a', 2));
    expect(await stored('a')).toEqual(row('a', 2));
  });

  it('is never replaced by an older one, nor changed by the same one again', async () => {
    await rows.put(row('b', 5));
    await rows.put(row('b', 3));
    await rows.put({ ...row('b', 5), text: 'other' });
    expect(await stored('b')).toEqual(row('b', 5));
  });

  it('ends at its highest seq, in whatever order and however often two processes bring it', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ seq: fc.integer({ min: 1, max: 9 }), here: fc.boolean() }), { minLength: 1, maxLength: 15 }), async (arrivals) => {
        const id = `c${++run}`;
        await Promise.all(arrivals.map(({ seq, here }) => (here ? rows : other).put(row(id, seq))));
        expect(await stored(id)).toEqual(row(id, Math.max(...arrivals.map(({ seq }) => seq))));
      }),
      { numRuns: 8 },
    );
  });
});
