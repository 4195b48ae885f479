import { BsonType, type BsonValue } from './types.js';
import { readInt32 } from './layout.js';

export const int32Of = (value: BsonValue): number => readInt32(value.bytes, value.start);
export const int64Of = (value: BsonValue): bigint => value.bytes.readBigInt64LE(value.start);
export const doubleOf = (value: BsonValue): number => value.bytes.readDoubleLE(value.start);

/** The text of a string, symbol or code value. */
export const textOf = (value: BsonValue): string => value.bytes.toString('utf8', value.start + 4, value.end - 1);

/** An int32, double or int64 as a JavaScript number (an int64 beyond 2^53 is rounded); undefined for all else. */
export function numberOf(value: BsonValue): number | undefined {
  if (value.type === BsonType.int32) return int32Of(value);
  if (value.type === BsonType.double) return doubleOf(value);
  if (value.type === BsonType.int64) return Number(int64Of(value));
  return undefined;
}

/** MongoDB reads flags such as `upsert` from booleans and from numbers alike. Undefined for any other type. */
export function flagOf(value: BsonValue): boolean | undefined {
  if (value.type === BsonType.boolean) return value.bytes[value.start] !== 0;
  const number = numberOf(value);
  return number === undefined ? undefined : number !== 0;
}

export function regexOf(value: BsonValue): { pattern: string; options: string } {
  const middle = value.bytes.indexOf(0, value.start);
  return {
    pattern: value.bytes.toString('utf8', value.start, middle),
    options: value.bytes.toString('utf8', middle + 1, value.end - 1),
  };
}

/** Two values are the same bytes of the same type: a cheap answer before any comparison by meaning. */
export function isSameBytes(left: BsonValue, right: BsonValue): boolean {
  if (left.type !== right.type) return false;
  const length = left.end - left.start;
  if (length !== right.end - right.start) return false;
  if (length > 32) return left.bytes.compare(right.bytes, right.start, right.end, left.start, left.end) === 0;
  for (let i = 0; i < length; i++) {
    if (left.bytes[left.start + i] !== right.bytes[right.start + i]) return false;
  }
  return true;
}
