import { describe, expect, test } from '@jest/globals';
import { Int32, serialize } from 'bson';
import { documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import { regex, type Fields } from '../testing/random-values.js';
import { compileFilter } from './matcher.js';
import { parseFilter } from './parse-filter.js';

const documentFrom = (fields: Fields) => documentOf(Buffer.from(serialize(fields)));
const matches = (filter: Fields, document: Fields): boolean => compileFilter(parseFilter(documentFrom(filter)))(documentFrom(document));

function refusal(filter: Fields): string {
  try {
    parseFilter(documentFrom(filter));
  } catch (error) {
    if (error instanceof CommandError) return error.codeName;
    throw error;
  }
  return 'none';
}

describe('a filter', () => {
  test.each<[Fields, Fields, Fields]>([
    [{ a: 1 }, { a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: [0, 1] }, { a: [[1]] }],
    [{ a: null }, { b: 1 }, { a: 0 }],
    [{ 'a.b': 1 }, { a: [{ b: 2 }, { b: 1 }] }, { a: { c: 1 } }],
    [{ 'a.1': 5 }, { a: [4, 5] }, { a: [5, 4] }],
    [{ a: { $gt: 1, $lt: 5 } }, { a: 3 }, { a: 5 }],
    [{ a: { $gt: 1 } }, { a: 2 }, { a: 'z' }],
    [{ a: { $gte: 'a' } }, { a: 'b' }, { a: 9 }],
    [{ a: { $ne: 1 } }, { a: [2] }, { a: [1, 2] }],
    [{ a: { $in: [1, null] } }, {}, { a: 2 }],
    [{ a: { $nin: [1] } }, { a: 2 }, { a: [1] }],
    [{ a: { $exists: true } }, { a: null }, {}],
    [{ a: { $exists: false } }, {}, { a: null }],
    [{ a: { $size: 2 } }, { a: [1, 2] }, { a: 2 }],
    [{ a: { $all: [1, 2] } }, { a: [2, 3, 1] }, { a: [1] }],
    [{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, { a: [0, 2] }, { a: [0, 4] }],
    [{ a: { $elemMatch: { b: 1, c: 2 } } }, { a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }, { c: 2 }] }],
    [{ a: { $not: { $gt: 1 } } }, { a: 'x' }, { a: 2 }],
    [{ a: { $type: 'string' } }, { a: 'x' }, { a: 1 }],
    [{ a: { $regex: '^ab', $options: 'i' } }, { a: 'ABc' }, { a: 'cab' }],
    [{ a: regex('b$') }, { a: 'ab' }, { a: 'ba' }],
    [{ $or: [{ a: 1 }, { b: 1 }] }, { b: 1 }, { c: 1 }],
    [{ $nor: [{ a: 1 }, { b: 1 }] }, { c: 1 }, { b: 1 }],
    [{ $and: [{ a: 1 }, { b: 1 }] }, { a: 1, b: 1 }, { a: 1 }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }],
  ])('%j matches %j and not %j', (filter, yes, no) => {
    expect(matches(filter, yes)).toBe(true);
    expect(matches(filter, no)).toBe(false);
  });

  test('compares numbers of different types by their value', () => {
    expect(matches({ a: new Int32(1) }, { a: 1.0 })).toBe(true);
    expect(matches({ a: { $lt: 2.5 } }, { a: 2n })).toBe(true);
  });

  test.each<[Fields, string]>([
    [{ $where: 'true' }, 'BadValue'],
    [{ $expr: {} }, 'BadValue'],
    [{ a: { $near: 1 } }, 'BadValue'],
    [{ a: { $gt: 1, b: 2 } }, 'BadValue'],
    [{ $or: [] }, 'BadValue'],
    [{ a: { $in: 1 } }, 'BadValue'],
    [{ a: { $in: [regex('x')] } }, 'NotImplemented'],
    [{ a: { $all: [{ $elemMatch: {} }] } }, 'NotImplemented'],
    [{ a: { $size: -1 } }, 'BadValue'],
    [{ a: { $regex: 'a', $options: 'x' } }, 'NotImplemented'],
  ])('%j is refused with %s', (filter, codeName) => {
    expect(refusal(filter)).toBe(codeName);
  });
});
