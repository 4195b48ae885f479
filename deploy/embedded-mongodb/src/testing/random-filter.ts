import { Int32 } from 'bson';
import type { Random } from './random.js';
import { paths, randomFields, randomScalar, randomValue, regex, type Fields } from './random-values.js';

const numericPaths: readonly string[] = ['a.0', 'b.1', 'a.0.b', 'a.b.0'];

function randomOperator(random: Random, depth: number): Fields {
  const value = (): unknown => (random.chance(0.8) ? randomScalar(random) : randomValue(random, 1));
  switch (random.below(14)) {
    case 0:
      return { $eq: value() };
    case 1:
      return { $ne: value() };
    case 2:
    case 3:
      return { [random.pick(['$gt', '$gte'])]: value() };
    case 4:
    case 5:
      return { [random.pick(['$lt', '$lte'])]: value() };
    case 6:
      return { $gte: value(), $lt: value() };
    case 7:
      return { $in: random.list(0, 3, value) };
    case 8:
      return { $nin: random.list(0, 3, value) };
    case 9:
      return { $exists: random.chance(0.5) };
    case 10:
      return { $size: new Int32(random.below(3)) };
    case 11:
      return { $type: random.pick(['number', 'string', 'array', 'object', 'null', 'int', 'double', 'date']) };
    case 12:
      return random.chance(0.5) ? { $regex: random.pick(['^a', 'b$', '^ab', 'A']), $options: random.pick(['', 'i']) } : { $all: random.list(1, 2, value) };
    default:
      return depth > 0 ? { $eq: value() } : randomNested(random);
  }
}

function randomNested(random: Random): Fields {
  if (random.chance(0.4)) return { $not: randomOperator(random, 1) };
  if (random.chance(0.5)) return { $elemMatch: { [random.pick(['b', 'c'])]: randomOperator(random, 1) } };
  return { $elemMatch: random.pick([{ $gt: new Int32(0), $lt: new Int32(3) }, { $in: ['a', new Int32(1)] }, { $ne: new Int32(1) }]) };
}

export function randomClause(random: Random): Fields {
  const path = random.chance(0.1) ? random.pick(numericPaths) : random.pick(paths);
  const roll = random.next();
  if (roll < 0.35) return { [path]: randomScalar(random) };
  if (roll < 0.42) return { [path]: randomFields(random, ['b', 'c'], 2) };
  if (roll < 0.45) return { [path]: regex(random.pick(['^a', 'b'])) };
  if (roll < 0.48) return { _id: { $gte: new Int32(random.below(6)), $lt: new Int32(random.below(12)) } };
  return { [path]: randomOperator(random, 0) };
}

/** One to three conditions, now and then under `$and`, `$or` or `$nor`. */
export function randomFilter(random: Random): Fields {
  if (random.chance(0.05)) return {};
  if (random.chance(0.2)) return { [random.pick(['$and', '$or', '$nor'])]: random.list(1, 3, () => randomClause(random)) };
  const filter: Fields = {};
  for (const clause of random.list(1, 2, () => randomClause(random))) Object.assign(filter, clause);
  if (random.chance(0.1)) filter['$or'] = random.list(2, 2, () => randomClause(random));
  return filter;
}

/** Ends in _id, so that the order is total and two engines can be compared. */
export function randomSort(random: Random): Fields {
  const sort: Fields = {};
  for (const path of random.list(0, 2, () => random.pick(paths))) sort[path] = new Int32(random.pick([1, -1]));
  return { ...sort, _id: new Int32(random.pick([1, -1])) };
}
