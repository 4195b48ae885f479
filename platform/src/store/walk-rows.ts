import type { Model, mongo } from 'mongoose';

/** A position in an ordered list: behind the row with this value and id. */
export interface RowPosition {
  readonly value: unknown;
  readonly id: string;
}

/**
 * One page of rows by (order, _id), for which there must be an index.
 * @param after where the page before ended. @param limit rows at most.
 */
export async function pageOfRows<R extends { readonly _id: string }>(
  model: Model<R>,
  filter: object,
  order: keyof R & string,
  limit: number,
  after?: RowPosition,
): Promise<R[]> {
  const onward = after ? { $or: [{ [order]: { $gt: after.value } }, { [order]: after.value, _id: { $gt: after.id } }] } : {};
  const query = { $and: [filter, onward] } as mongo.Filter<R>;
  return model.find(query as never).sort({ [order]: 1, _id: 1 }).limit(limit).lean<R[]>().exec();
}

const PAGE = 200;

/** Every row by (order, _id), page by page, so that a list of any length can be walked. */
export async function* walkRows<R extends { readonly _id: string }>(model: Model<R>, filter: object, order: keyof R & string): AsyncGenerator<R> {
  let after: RowPosition | undefined;
  for (;;) {
    const page = await pageOfRows(model, filter, order, PAGE, after);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { value: last[order], id: last._id };
  }
}
