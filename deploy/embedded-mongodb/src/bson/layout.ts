import { BsonType } from './types.js';

export const readInt32 = (bytes: Buffer, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

export function endOfCString(bytes: Buffer, at: number): number {
  let end = at;
  while (bytes[end] !== 0) {
    if (end >= bytes.length) throw new RangeError('a C string has no end');
    end++;
  }
  return end;
}

/** Where a value of this type ends, given where it starts. The bytes must have been validated before. */
export function endOfValue(type: number, bytes: Buffer, at: number): number {
  switch (type) {
    case BsonType.double:
    case BsonType.date:
    case BsonType.timestamp:
    case BsonType.int64:
      return at + 8;
    case BsonType.string:
    case BsonType.code:
    case BsonType.symbol:
      return at + 4 + readInt32(bytes, at);
    case BsonType.object:
    case BsonType.array:
    case BsonType.codeWithScope:
      return at + readInt32(bytes, at);
    case BsonType.binary:
      return at + 5 + readInt32(bytes, at);
    case BsonType.objectId:
      return at + 12;
    case BsonType.boolean:
      return at + 1;
    case BsonType.int32:
      return at + 4;
    case BsonType.decimal128:
      return at + 16;
    case BsonType.regex:
      return endOfCString(bytes, endOfCString(bytes, at) + 1) + 1;
    case BsonType.dbPointer:
      return at + 16 + readInt32(bytes, at);
    case BsonType.undefined:
    case BsonType.null:
    case BsonType.minKey:
    case BsonType.maxKey:
      return at;
    default:
      throw new RangeError(`unknown BSON type ${type}`);
  }
}
