import { isSameBytes, int32Of, numberOf } from '../bson/scalar.js';
import { BsonType, type BsonValue } from '../bson/types.js';
import { encodedKey, typeOrder } from '../index/key-encoding.js';

const compareText = (left: BsonValue, right: BsonValue): number =>
  left.bytes.compare(right.bytes, right.start + 4, right.end - 1, left.start + 4, left.end - 1);

/** Doubles and int32 hold each other exactly; int64 and decimals go through their encoding. */
const isPlainNumber = (type: number): boolean => type === BsonType.int32 || type === BsonType.double;

/** MongoDB's order over all values of all types: negative, zero or positive. */
export function compareValues(left: BsonValue, right: BsonValue): number {
  const byType = typeOrder(left.type) - typeOrder(right.type);
  if (byType !== 0) return byType;
  if (isSameBytes(left, right)) return 0;
  if (left.type === BsonType.int32 && right.type === BsonType.int32) return int32Of(left) - int32Of(right);
  if (left.type === BsonType.string && right.type === BsonType.string) return compareText(left, right);
  if (isPlainNumber(left.type) && isPlainNumber(right.type)) {
    const difference = numberOf(left)! - numberOf(right)!;
    if (!Number.isNaN(difference)) return difference;
  }
  return Buffer.compare(encodedKey(left), encodedKey(right));
}

/** Types whose values are equal only when their bytes are, so that different bytes settle the question. */
const isBytewise = (type: number): boolean =>
  type === BsonType.string || type === BsonType.objectId || type === BsonType.date || type === BsonType.binary;

export function isEqual(left: BsonValue, right: BsonValue): boolean {
  if (isSameBytes(left, right)) return true;
  if (left.type === right.type && isBytewise(left.type)) return false;
  return compareValues(left, right) === 0;
}

/** Comparison operators only hold between values of one kind (MongoDB calls it type bracketing). */
export const isSameKind = (left: BsonValue, right: BsonValue): boolean => typeOrder(left.type) === typeOrder(right.type);
