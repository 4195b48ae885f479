import type { Model, mongo } from 'mongoose';

/** A position in an ordered list: behind the row with this value and id. */
export interface RowPosition {
  readonly value: unknown;
  readonly id: string;
}

/**
 * One page of rows by (order, _id), for which there must be an index.
 * @param after where the page before ended. @param limit rows at most. @param direction 'down': from the highest on.
 */
export async function pageOfRows<R extends { readonly _id: string }>(
  model: Model<R>,
  filter: object,
  order: keyof R & string,
  limit: number,
  after?: RowPosition,
  direction: 'up' | 'down' = 'up',
): Promise<R[]> {
  const [beyond, sign] = direction === 'up' ? (['$gt', 1] as const) : (['$lt', -1] as const);
  const page = (onward: object, rows: number) => model.find({ $and: [filter, onward] } as mongo.Filter<R> as never).sort({ [order]: sign, _id: sign }).limit(rows).lean<R[]>().exec();
  if (!after) return page({}, limit);
  // Two ranges of the index, one after the other: as one condition with an `or` each page would be looked for from the beginning.
  const sameValue = await page({ [order]: after.value, _id: { [beyond]: after.id } }, limit);
  const further = limit - sameValue.length;
  return further === 0 ? sameValue : [...sameValue, ...(await page({ [order]: { [beyond]: after.value } }, further))];
}

const PAGE = 200;

/** Every row by (order, _id), page by page, so that a list of any length can be walked. @param pageSize rows that are read at once. */
export async function* walkRows<R extends { readonly _id: string }>(model: Model<R>, filter: object, order: keyof R & string, pageSize = PAGE): AsyncGenerator<R> {
  let after: RowPosition | undefined;
  for (;;) {
    const page = await pageOfRows(model, filter, order, pageSize, after);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = { value: last[order], id: last._id };
  }
}

/** @param items any number of them. @param size of a page, at most. */
export async function* inPages<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let page: T[] = [];
  for await (const item of items) {
    if (page.push(item) < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
