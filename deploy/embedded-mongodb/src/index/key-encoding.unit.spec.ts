import { describe, expect, test } from '@jest/globals';
import { Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from 'bson';
import fc from 'fast-check';
import { findField } from '../bson/element-cursor.js';
import { documentOf, type BsonValue } from '../bson/types.js';
import { compareValues } from '../query/compare.js';
import { scalars } from '../testing/random-values.js';
import { encodedKey } from './key-encoding.js';

const name = Buffer.from('v');
const valueOf = (value: unknown): BsonValue => findField(documentOf(Buffer.from(serialize({ v: value }))), name)!;
const keyOf = (value: unknown): Buffer => encodedKey(valueOf(value));

const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...scalars),
    fc.double().map((value) => new Double(value)),
    fc.integer().map((value) => new Int32(value)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
    fc.string(),
    fc.string({ unit: fc.constantFrom('\0', 'a', '\u00ff', '审') }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', ''), tie('value'), { maxKeys: 2 }),
  ),
})).value;

describe('the encoding of index keys', () => {
  test('orders values of all types as MongoDB does', () => {
    const ascending = [
      new MinKey(),
      null,
      NaN,
      new Double(-Infinity),
      Decimal128.fromString('-7E+400'),
      Long.fromString('-9223372036854775808'),
      -1.5,
      0,
      Decimal128.fromString('1E-6000'),
      Decimal128.fromString('0.1'),
      new Double(0.1),
      1,
      new Double(9007199254740992),
      Long.fromString('9007199254740993'),
      new Double(9007199254740994),
      Decimal128.fromString('9007199254740994.5'),
      new Double(1e308),
      Decimal128.fromString('1E+6000'),
      Infinity,
      '',
      'a',
      'a\0',
      'ab',
      'b',
      {},
      { a: 1 },
      { b: 0 },
      { a: 'x' },
      [],
      [1],
      [1, 1],
      ['a'],
      Buffer.from('z'),
      Buffer.from('ab'),
      new ObjectId('000000000000000000000001'),
      new ObjectId('000000000000000000000100'),
      false,
      true,
      new Date(-1),
      new Date(0),
      new Timestamp({ t: 1, i: 2 }),
      new Timestamp({ t: 2, i: 1 }),
      new MaxKey(),
    ].map(keyOf);
    for (let i = 1; i < ascending.length; i++) expect(Buffer.compare(ascending[i - 1]!, ascending[i]!)).toBe(-1);
  });

  test('gives equal numbers of all types the same bytes', () => {
    const same = [new Int32(2), new Double(2), Long.fromNumber(2), Decimal128.fromString('2.00'), Decimal128.fromString('0.02E+2')];
    expect(new Set(same.map((value) => keyOf(value).toString('hex'))).size).toBe(1);
    expect(keyOf(new Double(-0))).toEqual(keyOf(new Int32(0)));
    expect(keyOf(Decimal128.fromString('NaN'))).toEqual(keyOf(new Double(NaN)));
  });

  test('agrees with the comparison of values', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const byBytes = Buffer.compare(keyOf(left), keyOf(right));
        expect(Math.sign(compareValues(valueOf(left), valueOf(right)))).toBe(byBytes);
      }),
      { numRuns: 2000 },
    );
  });

  test('orders long integers and decimals as whole numbers do', () => {
    const wide = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(wide, fc.oneof(wide, fc.bigInt({ min: -4n, max: 4n })), (left, difference) => {
        const right = BigInt.asIntN(63, left + difference);
        const order = left < right ? -1 : left > right ? 1 : 0;
        expect(Buffer.compare(keyOf(Long.fromBigInt(left)), keyOf(Decimal128.fromString(String(right))))).toBe(order);
      }),
      { numRuns: 1000 },
    );
  });

  test('never lets one key begin another', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const [a, b] = [keyOf(left), keyOf(right)];
        const length = Math.min(a.length, b.length);
        if (a.length !== b.length) expect(a.subarray(0, length).equals(b.subarray(0, length))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
