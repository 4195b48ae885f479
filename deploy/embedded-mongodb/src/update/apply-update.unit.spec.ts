import { describe, expect, test } from '@jest/globals';
import { deserialize, Int32, Long, serialize } from 'bson';
import { documentOf } from '../bson/types.js';
import { CommandError } from '../errors/command-error.js';
import type { Fields } from '../testing/random-values.js';
import { parseFilter } from '../query/parse-filter.js';
import { applyUpdate } from './apply-update.js';
import { parseUpdate } from './parse-update.js';
import { documentToUpsert } from './upsert.js';

const now = new Date('2026-03-01T08:00:00Z');
const documentFrom = (fields: Fields) => documentOf(Buffer.from(serialize(fields)));
const updated = (document: Fields, update: Fields): Fields =>
  deserialize(applyUpdate(documentFrom({ _id: 1, ...document }), parseUpdate(documentFrom(update)), now));
const upserted = (filter: Fields, update: Fields): Fields =>
  deserialize(documentToUpsert(parseFilter(documentFrom(filter)), parseUpdate(documentFrom(update)), now));

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof CommandError) return error.codeName;
    throw error;
  }
  return 'none';
}

describe('an update', () => {
  test.each<[Fields, Fields, Fields]>([
    [{ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
    [{ a: [1, 2] }, { $set: { 'a.3': 4 } }, { a: [1, 2, null, 4] }],
    [{ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
    [{ a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    [{ a: 1 }, { $inc: { a: 2, b: 5 } }, { a: 3, b: 5 }],
    [{ a: 5 }, { $min: { a: 3 }, $max: { b: 1 } }, { a: 3, b: 1 }],
    [{ a: [1] }, { $push: { a: 2, b: 'x' } }, { a: [1, 2], b: ['x'] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -3 } } }, { a: [2, 3, 4] }],
    [{ a: [1] }, { $addToSet: { a: { $each: [1, 2] } } }, { a: [1, 2] }],
    [{ a: [1, 2, 3] }, { $pull: { a: { $gte: 2 } } }, { a: [1] }],
    [{ a: [{ b: 1 }, { b: 2 }] }, { $pull: { a: { b: 1 } } }, { a: [{ b: 2 }] }],
    [{ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
    [{}, { $currentDate: { at: true } }, { at: now }],
    [{ a: 1, b: 2 }, { c: 3 }, { c: 3 }],
  ])('of %j by %j gives %j', (document, update, expected) => {
    expect(updated(document, update)).toEqual({ _id: 1, ...expected });
  });

  test('keeps the _id as the first field of a replacement', () => {
    expect(Object.keys(updated({ a: 1 }, { z: 1, _id: 1 }))).toEqual(['_id', 'z']);
  });

  test('widens an int32 that overflows and refuses an int64 that does', () => {
    expect(updated({ a: new Int32(2147483647) }, { $inc: { a: new Int32(1) } })['a']).toBe(2147483648);
    const largest = Long.fromString('9223372036854775807');
    expect(refusal(() => updated({ a: largest }, { $inc: { a: 1 } }))).toBe('BadValue');
  });

  test.each<[Fields, Fields, string]>([
    [{ a: 'x' }, { $inc: { a: 1 } }, 'TypeMismatch'],
    [{ a: 1 }, { $inc: { a: 'x' } }, 'TypeMismatch'],
    [{ a: 1 }, { $push: { a: 1 } }, 'BadValue'],
    [{ a: 1 }, { $addToSet: { a: 1 } }, 'BadValue'],
    [{ a: 1 }, { $pull: { a: 1 } }, 'BadValue'],
    [{ a: 1 }, { $set: { 'a.b': 1 } }, 'PathNotViable'],
    [{}, { $set: { _id: 2 } }, 'ImmutableField'],
    [{}, { _id: 2 }, 'ImmutableField'],
    [{}, { $unset: { _id: 1 } }, 'ImmutableField'],
    [{}, { $set: { a: 1, 'a.b': 1 } }, 'ConflictingUpdateOperators'],
    [{}, { $set: { a: 1 }, $inc: { a: 1 } }, 'ConflictingUpdateOperators'],
    [{}, { $rename: { a: 'b' } }, 'FailedToParse'],
    [{}, { $set: { 'a.$': 1 } }, 'NotImplemented'],
    [{}, { $set: { 'a.$[]': 1 } }, 'NotImplemented'],
    [{}, { $push: { a: { $each: [1], $sort: 1 } } }, 'NotImplemented'],
    [{}, { a: 1, $set: { b: 1 } }, 'DollarPrefixedFieldName'],
    [{}, { $set: { $a: 1 } }, 'DollarPrefixedFieldName'],
    [{}, { $set: 1 }, 'FailedToParse'],
  ])('of %j by %j is refused with %s', (document, update, codeName) => {
    expect(refusal(() => updated(document, update))).toBe(codeName);
  });
});

describe('an upsert', () => {
  test('takes over what the filter pins by equality', () => {
    expect(upserted({ _id: 7, 'a.b': 1, c: { $gt: 3 }, $and: [{ d: { $eq: 4 } }] }, { $set: { e: 5 }, $setOnInsert: { f: 6 } })).toEqual({
      _id: 7,
      a: { b: 1 },
      d: 4,
      e: 5,
      f: 6,
    });
  });

  test('takes only the _id for a replacement', () => {
    expect(upserted({ _id: 'x', seq: { $lt: 5 }, other: 1 }, { seq: 5 })).toEqual({ _id: 'x', seq: 5 });
  });

  test('makes an _id where none is given', () => {
    expect(Object.keys(upserted({ a: 1 }, { $set: { b: 1 } }))).toEqual(['_id', 'a', 'b']);
  });

  test('refuses a field that the filter pins twice, and another _id than the one of the filter', () => {
    expect(refusal(() => upserted({ $and: [{ a: 1 }, { a: 2 }] }, { $set: { b: 1 } }))).toBe('NotSingleValueField');
    expect(refusal(() => upserted({ _id: 1 }, { _id: 2 }))).toBe('ImmutableField');
    expect(refusal(() => upserted({ _id: 1 }, { $set: { _id: 2 } }))).toBe('ImmutableField');
  });
});
