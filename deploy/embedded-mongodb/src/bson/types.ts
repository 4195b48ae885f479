/** Element types of the BSON specification (bsonspec.org, version 1.1). */
export const BsonType = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binary: 5,
  undefined: 6,
  objectId: 7,
  boolean: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  code: 13,
  symbol: 14,
  codeWithScope: 15,
  int32: 16,
  timestamp: 17,
  int64: 18,
  decimal128: 19,
  maxKey: 127,
  minKey: 255,
} as const;

/**
 * A value where it lies inside a larger buffer: no copy, nothing decoded. A document is a value of type object
 * whose `start` is its length prefix. `bytes` must outlive the view and must not be written to.
 */
export class BsonValue {
  constructor(
    readonly type: number,
    readonly bytes: Buffer,
    readonly start: number,
    readonly end: number,
  ) {}

  /** The value's own bytes, shared with the buffer it lies in. */
  slice(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }
}

/** Looks at a whole buffer as one document. */
export const documentOf = (bytes: Buffer): BsonValue => new BsonValue(BsonType.object, bytes, 0, bytes.length);

export const isNumberType = (type: number): boolean =>
  type === BsonType.int32 || type === BsonType.double || type === BsonType.int64 || type === BsonType.decimal128;
