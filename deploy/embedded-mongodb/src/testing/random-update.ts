import { Double, Int32, Long } from 'bson';
import type { Random } from './random.js';
import { randomClause } from './random-filter.js';
import { paths, randomFields, randomScalar, randomValue, type Fields } from './random-values.js';

const updatePaths: readonly string[] = [...paths, 'd', 'd.e', 'a.0', 'a.2', 'b.1.b', 'c.c.c'];

const increments: readonly unknown[] = [new Int32(1), new Int32(2147483647), new Double(0.5), Long.fromString('9223372036854775807'), 'x'];

function randomStep(random: Random): [string, unknown] {
  switch (random.below(11)) {
    case 0:
    case 1:
      return ['$set', randomValue(random)];
    case 2:
      return ['$unset', ''];
    case 3:
      return ['$inc', random.pick(increments)];
    case 4:
      return [random.pick(['$min', '$max']), randomValue(random)];
    case 5:
      return ['$push', randomValue(random, 1)];
    case 6:
      return ['$push', { $each: random.list(0, 3, () => randomScalar(random)), ...(random.chance(0.5) && { $slice: new Int32(random.below(5) - 2) }) }];
    case 7:
      return ['$addToSet', random.chance(0.5) ? randomScalar(random) : { $each: random.list(0, 3, () => randomScalar(random)) }];
    case 8:
      return ['$pull', random.chance(0.6) ? randomScalar(random) : { $in: random.list(1, 2, () => randomScalar(random)) }];
    case 9:
      return ['$pull', random.pick([{ b: new Int32(1) }, { $gte: new Int32(1) }, { b: { $exists: true } }])];
    default:
      return ['$setOnInsert', randomValue(random)];
  }
}

export function randomUpdate(random: Random): Fields {
  if (random.chance(0.2)) return randomFields(random, ['a', 'b', 'c']);
  const update: Record<string, Fields> = {};
  for (const [operator, argument] of random.list(1, 3, () => randomStep(random))) {
    (update[operator] ??= {})[random.pick(updatePaths)] = argument;
  }
  return update;
}

/**
 * Few of the conditions of a random filter pin a field, so these are made for an upsert, with one pinned field beside
 * the _id: in which order MongoDB takes over several is not defined, nor what it takes from `$all` and an empty `$in`.
 */
export function randomUpsertFilter(random: Random): Fields {
  const clause = randomClause(random);
  const usesClause = random.chance(0.3) && !/\$all|\$in":\[\]/.test(JSON.stringify(clause));
  if (usesClause) return { _id: new Int32(random.below(14)), ...clause };
  const filter: Fields = { _id: new Int32(random.below(14)) };
  if (random.chance(0.5)) filter[random.pick(paths)] = randomScalar(random);
  if (random.chance(0.3)) filter[random.pick(paths)] = { $lt: randomScalar(random) };
  return filter;
}
