import { Int32 } from 'bson';
import { Random } from './random.js';
import { randomFilter, randomSort } from './random-filter.js';
import { randomUpdate, randomUpsertFilter } from './random-update.js';
import { paths, randomDocument, type Fields } from './random-values.js';

/** Commands to send to one collection, in order; the answers of two engines to them must be equal. */
export interface Scenario {
  readonly seed: number;
  readonly commands: readonly Fields[];
}

const one = new Int32(1);

function randomProjection(random: Random): Fields {
  const value = new Int32(random.below(2));
  return { [random.pick(paths)]: value, ...(random.chance(0.3) && { _id: new Int32(0) }) };
}

function randomRead(random: Random, collection: string): Fields {
  const filter = randomFilter(random);
  switch (random.below(8)) {
    case 0:
      return { count: collection, query: filter };
    case 1:
      return { distinct: collection, key: random.pick(paths), query: filter };
    case 2:
      return { aggregate: collection, pipeline: randomPipeline(random, filter), cursor: {} };
    default:
      return {
        find: collection,
        filter,
        sort: randomSort(random),
        ...(random.chance(0.2) && { skip: one }),
        ...(random.chance(0.3) && { limit: new Int32(1 + random.below(4)) }),
        ...(random.chance(0.3) && { projection: randomProjection(random) }),
      };
  }
}

function randomPipeline(random: Random, filter: Fields): Fields[] {
  const path = `$${random.pick(paths)}`;
  const group = { _id: random.pick([null, one, path]), n: { $sum: one }, top: { $max: path }, least: { $min: path }, first: { $first: path } };
  const sums = { _id: random.pick([null, '$a']), n: { $sum: one } };
  return [
    { $match: filter },
    { $sort: { _id: one } },
    ...(random.chance(0.3) ? [{ $limit: new Int32(5) }] : []),
    ...(random.chance(0.3) ? [{ $skip: one }] : []),
    random.pick([{ $group: group }, { $group: sums }, { $count: 'n' }, { $project: randomProjection(random) }]),
  ];
}

function randomWrite(random: Random, collection: string): Fields {
  switch (random.below(6)) {
    case 0:
      return { delete: collection, deletes: [{ q: randomFilter(random), limit: new Int32(0) }] };
    case 1:
      return {
        findAndModify: collection,
        query: randomFilter(random),
        sort: randomSort(random),
        update: randomUpdate(random),
        new: random.chance(0.5),
      };
    case 2:
      return { insert: collection, documents: random.list(1, 3, () => randomDocument(random, new Int32(random.below(16)))), ordered: random.chance(0.5) };
    case 3:
    case 4:
      return { update: collection, updates: [{ q: randomUpsertFilter(random), u: randomUpdate(random), upsert: true }] };
    default: {
      // Which documents a refused multi update has reached is not defined, so it names one.
      const q = { _id: new Int32(random.below(12)), ...randomFilter(random) };
      return { update: collection, updates: [{ q, u: randomUpdate(random) }] };
    }
  }
}

function randomIndex(random: Random): Fields {
  const key: Fields = {};
  for (const path of random.list(1, 2, () => random.pick(paths))) key[path] = new Int32(random.pick([1, -1]));
  return {
    key,
    name: 'random',
    ...(random.chance(0.3) && { unique: true }),
    ...(random.chance(0.3) && { partialFilterExpression: { [random.pick(paths)]: random.pick<Fields>([{ $exists: true }, { $gt: one }, { $eq: 'a' }]) } }),
  };
}

/** A dozen documents, an index perhaps, then reads and writes at random. */
export function makeScenario(seed: number, collection: string): Scenario {
  const random = new Random(seed);
  const documents = Array.from({ length: 12 }, (_, id) => randomDocument(random, new Int32(id)));
  const index = { createIndexes: collection, indexes: [randomIndex(random)] };
  const isFirst = random.chance(0.5);
  const commands: Fields[] = [
    ...(isFirst ? [index] : []),
    { insert: collection, documents, ordered: false },
    ...(isFirst ? [] : [index]),
    ...random.list(6, 6, () => (random.chance(0.65) ? randomRead(random, collection) : randomWrite(random, collection))),
    { find: collection, sort: { _id: one } },
  ];
  return { seed, commands };
}
