import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import type { Random } from './random.js';

export type Fields = Record<string, unknown>;

/** Few values of every type, many of them equal or neighbours across types, so that comparisons are put to the test. */
export const scalars: readonly unknown[] = [
  null,
  new Int32(0),
  new Int32(1),
  new Int32(2),
  new Int32(-3),
  new Double(1),
  new Double(1.5),
  new Double(-0),
  new Double(NaN),
  new Double(Infinity),
  new Double(9007199254740992),
  Long.fromString('2'),
  Long.fromString('9007199254740993'),
  Long.fromString('-9223372036854775808'),
  Decimal128.fromString('1.5'),
  Decimal128.fromString('2.00'),
  Decimal128.fromString('0.1'),
  Decimal128.fromString('-7E+20'),
  Decimal128.fromString('NaN'),
  new Double(0.1),
  '',
  'a',
  'ab',
  'b',
  '审',
  true,
  false,
  new Date(0),
  new Date(-5),
  new Date(1700000000000),
  new ObjectId('5f5f5f5f5f5f5f5f5f5f5f5f'),
  new ObjectId('6f5f5f5f5f5f5f5f5f5f5f5f'),
  new Binary(Buffer.from('zz')),
  new Binary(Buffer.from('abc')),
  new Binary(Buffer.from('abd')),
  new UUID('00112233-4455-6677-8899-aabbccddeeff'),
  new Timestamp({ t: 5, i: 1 }),
  new MinKey(),
  new MaxKey(),
];

export const regex = (pattern: string, options = ''): BSONRegExp => new BSONRegExp(pattern, options);

const plain: readonly unknown[] = [null, new Int32(1), new Int32(2), 'a', new Double(1.5), true];

export const randomScalar = (random: Random): unknown => random.pick(random.chance(0.5) ? plain : scalars);

/** A scalar most of the time, else an array or a document, at most two deep. */
export function randomValue(random: Random, depth = 0): unknown {
  const roll = random.next();
  if (depth < 2 && roll < 0.2) return random.list(0, 3, () => randomValue(random, depth + 1));
  if (depth < 2 && roll < 0.4) return randomFields(random, ['b', 'c'], depth + 1);
  return randomScalar(random);
}

export function randomFields(random: Random, names: readonly string[], depth = 0): Fields {
  const fields: Fields = {};
  for (const name of names) if (random.chance(0.75)) fields[name] = randomValue(random, depth);
  return fields;
}

export const randomDocument = (random: Random, id: unknown): Fields => ({ _id: id, ...randomFields(random, ['a', 'b', 'c']) });

export const paths: readonly string[] = ['a', 'b', 'c', 'a.b', 'a.c', 'b.b', 'c.b'];
