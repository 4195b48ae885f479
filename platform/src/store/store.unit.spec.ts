import { describe, expect, it } from '@jest/globals';
import { Fault } from '@lianshen/contracts/kernel';
import { duplicateIndexes } from './duplicate-indexes.js';
import { GroupedWrites } from './grouped-writes.js';
import { ViewRows, type ViewRow } from './view-rows.js';

describe('grouped writes', () => {
  it('go together when they arrive while a group is on its way, and each gets its own outcome', async () => {
    const groups: number[][] = [];
    const writes = new GroupedWrites<number, number>((items) => {
      groups.push([...items]);
      return new Promise((resolve) => setImmediate(() => resolve(items.map((item) => item * 10))));
    }, { groupMax: 3, waitingMax: 100 });
    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map((item) => writes.add(item)))).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(groups).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(writes.waitingCount).toBe(0);
  });

  it('have one group in flight at a time', async () => {
    let [inFlight, most] = [0, 0];
    const writes = new GroupedWrites<number, number>(async (items) => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      inFlight--;
      return items;
    }, { groupMax: 2, waitingMax: 100 });
    await Promise.all([1, 2, 3, 4, 5].map((item) => writes.add(item)));
    expect(most).toBe(1);
  });

  it('fail together with their group, and the next group goes on', async () => {
    let fails = true;
    const writes = new GroupedWrites<number, number>((items) => {
      if (fails) {
        fails = false;
        return Promise.reject(new Error('store away'));
      }
      return Promise.resolve(items);
    }, { groupMax: 2, waitingMax: 100 });
    const results = await Promise.allSettled([1, 2, 3].map((item) => writes.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  it('are refused with a fault when too many wait', async () => {
    const writes = new GroupedWrites<number, number>((items) => Promise.resolve(items), { groupMax: 1, waitingMax: 2 });
    const first = [writes.add(1), writes.add(2)];
    await expect(writes.add(3)).rejects.toBeInstanceOf(Fault);
    expect(await Promise.all(first)).toEqual([1, 2]);
  });
});

describe('the indexes of duplicates', () => {
  const error = (writeErrors: object | object[], writeConcernErrors?: object[]) => Object.assign(new Error('bulk'), { writeErrors, writeConcernErrors });

  it('are those of the operations that met a duplicate key', () => {
    expect(duplicateIndexes(error([{ code: 11_000, index: 0 }, { code: 11_000, index: 4 }]))).toEqual(new Set([0, 4]));
    expect(duplicateIndexes(error({ code: 11_000, index: 2 }))).toEqual(new Set([2]));
  });

  it('are unknown when anything else failed too', () => {
    expect(duplicateIndexes(error([{ code: 11_000, index: 0 }, { code: 50, index: 1 }]))).toBeUndefined();
    expect(duplicateIndexes(error([{ code: 11_000, index: 0 }], [{ code: 64 }]))).toBeUndefined();
    expect(duplicateIndexes(new Error('connection closed'))).toBeUndefined();
  });
});

describe('view rows', () => {
  type Row = ViewRow & { readonly text: string };
  type Operation = { replaceOne: { replacement: Row } };
  const fake = (bulkWrite: (operations: Operation[]) => Promise<unknown>) => new ViewRows<Row>({ bulkWrite } as never);

  it('of one id that wait together are written once, the newest', async () => {
    const written: string[] = [];
    const rows = fake(async (operations) => written.push(...operations.map(({ replaceOne }) => replaceOne.replacement.text)));
    await Promise.all([rows.put({ _id: 'a', seq: 2, text: 'new' }), rows.put({ _id: 'a', seq: 1, text: 'old' }), rows.put({ _id: 'b', seq: 1, text: 'b' })]);
    expect(written).toEqual(['new', 'b']);
  });

  it('that meet a row of another process at the same moment are tried once more', async () => {
    const tries: string[][] = [];
    const rows = fake((operations) => {
      tries.push(operations.map(({ replaceOne }) => replaceOne.replacement._id));
      return tries.length === 1 ? Promise.reject(Object.assign(new Error('E11000'), { writeErrors: [{ code: 11_000, index: 1 }] })) : Promise.resolve();
    });
    await Promise.all([rows.put({ _id: 'a', seq: 2, text: '' }), rows.put({ _id: 'b', seq: 2, text: '' })]);
    expect(tries).toEqual([['a', 'b'], ['b']]);
  });

  it('that cannot be written are a fault', async () => {
    await expect(fake(() => Promise.reject(new Error('away'))).put({ _id: 'a', seq: 1, text: '' })).rejects.toBeInstanceOf(Fault);
  });
});
